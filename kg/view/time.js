"use strict";
// The articles over time, as a histogram with two handles.
const Time = (() => {
  const {make, svg} = Dom, {t} = Words;
  const BARS = 48;

  // days, months or years, so that there are not too many bars: the first so many letters of a date
  function unit(days) {
    for (const letters of [10, 7, 4]) if (steps(days[0].slice(0, letters), days.at(-1).slice(0, letters)).length <= BARS * 2) return letters;
    return 4;
  }

  // every day, month or year from one to the other
  function steps(from, to) {
    const found = [], [year, month = "01", day = "01"] = from.split("-"), at = new Date(Date.UTC(+year, +month - 1, +day));
    while (found.length < 3000) {
      const text = at.toISOString().slice(0, from.length);
      if (text > to) break;
      found.push(text);
      if (from.length === 10) at.setUTCDate(at.getUTCDate() + 1);
      else if (from.length === 7) at.setUTCMonth(at.getUTCMonth() + 1);
      else at.setUTCFullYear(at.getUTCFullYear() + 1);
    }
    return found;
  }

  // the first and the last bar within the conditions, which may be told less or more exactly than the bars
  function ends(bins, {from, to}) {
    const last = bins.length - 1;
    const low = from ? bins.findIndex(bin => bin.slice(0, from.length) >= from.slice(0, bin.length)) : 0;
    const high = to ? bins.findLastIndex(bin => bin.slice(0, to.length) <= to.slice(0, bin.length)) : last;
    return [low < 0 ? last : low, Math.max(high, 0)];
  }

  function panel(state, set) {
    const {date, mastheads} = Facts.articles, days = date.filter((day, a) => day && !mastheads.includes(a)).sort();
    const box = make("section", "time", make("h2", "", make("span", "", t("time"))));
    if (!days.length) { box.append(make("p", "hint", t("noDates"))); return box; }
    const letters = unit(days), bins = steps(days[0].slice(0, letters), days.at(-1).slice(0, letters)), counts = new Map(bins.map(bin => [bin, 0]));
    for (const day of days) counts.set(day.slice(0, letters), (counts.get(day.slice(0, letters)) || 0) + 1);
    const top = Math.max(...counts.values()), wide = 300 / bins.length;
    const bars = bins.map((bin, at) => {
      const high = 44 * counts.get(bin) / top;
      const bar = svg("rect", {x: at * wide + 0.2, y: 46 - high, width: Math.max(wide - 0.4, 0.4), height: high});
      bar.append(svg("title", {}, `${bin}: ${counts.get(bin)}`));
      return bar;
    });
    const chart = svg("svg", {viewBox: "0 0 300 48", class: "histogram", role: "img", "aria-label": t("histogram")}, ...bars);
    const last = bins.length - 1, held = ends(bins, state);
    const [low, high] = ["from", "to"].map((name, end) => {
      const slide = make("input", "");
      Object.assign(slide, {type: "range", min: 0, max: last, step: 1, value: held[end], id: "time-" + name});
      slide.setAttribute("aria-label", t(name));
      return slide;
    });
    const told = make("output", "");
    function mark() {
      if (+low.value > +high.value) { const moved = document.activeElement === low ? high : low; moved.value = moved === low ? high.value : low.value; }
      bars.forEach((bar, n) => bar.classList.toggle("out", n < +low.value || n > +high.value));
      told.textContent = `${bins[+low.value]} – ${bins[+high.value]}`;
      for (const slide of [low, high]) slide.setAttribute("aria-valuetext", bins[+slide.value]);
    }
    for (const slide of [low, high]) {
      slide.addEventListener("input", mark);
      slide.addEventListener("change", () => set({from: +low.value ? bins[+low.value] : "", to: +high.value < last ? bins[+high.value] : ""}));
    }
    box.append(chart, make("div", "range", low, high), told);
    mark();
    return box;
  }

  return {panel};
})();
