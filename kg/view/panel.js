"use strict";
// The panel: what is told of a node or an edge, by property, and the sentence behind it. Texts of newspapers enter the
// page through textContent alone.
const Panel = (() => {
  const PAPERS = 40;

  function make(tag, name, ...children) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...children.filter(child => child !== null && child !== undefined && child !== ""));
    return element;
  }

  function button(name, act, ...children) {
    const element = make("button", name, ...children);
    element.type = "button";
    element.addEventListener("click", act);
    return element;
  }

  const OUTLINES = {
    dot: "M6.5 1a5.5 5.5 0 1 0 .01 0z", square: "M1.5 1.5h10v10h-10z", diamond: "M6.5 .5l6 6-6 6-6-6z",
    triangle: "M6.5 1l6 11h-12z", triangleDown: "M.5 1.5h12l-6 11z", hexagon: "M3.5 1.3h6l3 5.2-3 5.2h-6l-3-5.2z",
    star: "M6.5 .3l1.8 4 4.4.5-3.3 2.9 1 4.3-3.9-2.2-3.9 2.2 1-4.3L.3 4.8l4.4-.5z", box: "M.5 3h12v7h-12z",
  };

  function shape(look) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg"), path = document.createElementNS(space, "path");
    svg.setAttribute("class", "shape");
    svg.setAttribute("viewBox", "0 0 13 13");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", OUTLINES[look.shape] || OUTLINES.dot);
    path.setAttribute("fill", look.colour);
    svg.append(path);
    return svg;
  }

  function create(told, looks, degree, go) {
    const panel = document.getElementById("panel");
    const label = term => Object.hasOwn(told.labels, term) ? told.labels[term] : term;
    const look = kind => looks.get(kind) || {shape: "dot", colour: "#b9b5aa"};
    const facts = told.entities.map(() => []);
    told.facts.forEach((fact, number) => {
      facts[fact.subject].push(number);
      if (fact.object !== undefined && fact.object !== fact.subject) facts[fact.object].push(number);
    });

    function link(number) {
      const entity = told.entities[number];
      return button("", () => go(number), shape(look(entity.kind)), make("span", "name", entity.name));
    }

    function quotation(quote, marks) {
      const inside = make("blockquote"), cuts = new Set([0, quote.begin, quote.end, quote.text.length]);
      const points = told.points(quote.text);
      marks.forEach(([begin, end]) => cuts.add(begin).add(end));
      const order = [...cuts].filter(cut => cut >= 0 && cut <= points.length).sort((a, b) => a - b);
      order.slice(1).forEach((end, place) => {
        const begin = order[place], text = points.slice(begin, end).join("");
        const marked = marks.some(mark => mark[0] <= begin && end <= mark[1]);
        const around = end <= quote.begin || begin >= quote.end;
        inside.append(make(marked ? "mark" : "span", around ? "around" : "", text));
      });
      return inside;
    }

    const titled = article => article.masthead ? "报头" : article.headline;

    // what no article says is told by the gazetteer, and has no sentence
    function evidence(number, marks, rules) {
      if (number >= 0) return [quotation(told.quotes[number], marks), source(told.quotes[number], rules)];
      const listed = rules.some(rule => rule.startsWith("gazetteer"));
      const line = make("p", "from listed", listed ? "出自行政区划地名录，非报纸所载" : "未附原句");
      line.title = rules.join("\n");
      return [line];
    }

    function source(quote, rules) {
      const article = told.articles[quote.article];
      const parts = article ? [article.newspaper, article.date, article.page && page(article.page), titled(article)] : [];
      const line = make("p", "from", parts.filter(Boolean).join(" · "));
      line.title = rules.join("\n");
      return line;
    }

    const page = number => /^\d+$/.test(number) ? `第${number}版` : /版$/.test(number) ? number : number + "版";

    // facts of one property that stand in one sentence are told together
    function blocks(numbers, self) {
      const merged = new Map();
      for (const number of numbers) {
        const fact = told.facts[number];
        const key = fact.quote;
        if (!merged.has(key)) merged.set(key, {others: new Map(), marks: [], rules: new Set(), quote: fact.quote});
        const block = merged.get(key);
        const other = fact.object === undefined ? "=" + fact.value : fact.subject === self ? fact.object : fact.subject;
        block.others.set(other, {fact, aside: aside(fact)});
        block.marks.push(...fact.marks);
        block.rules.add(`${fact.rule} · ${fact.confidence}`);
      }
      return [...merged.values()];
    }

    const aside = fact => [fact.order ? `第${fact.order}站` : "",
      fact.from || fact.to ? `${fact.from || ""}–${fact.to || ""}` : ""].filter(Boolean).join(" ");

    function block({others, marks, rules, quote}) {
      const names = make("div", "names");
      for (const [other, {fact, aside}] of others) {
        const entry = typeof other === "number" ? link(other) : make("span", "value", fact.value);
        if (aside) entry.append(make("span", "aside", aside));
        names.append(entry);
      }
      return make("div", "block", names, ...evidence(quote, marks, [...rules]));
    }

    function group(title, way, numbers, self) {
      const all = blocks(numbers, self), box = make("section");
      const heading = make("h2", "", make("span", "", title), make("span", "way", way),
        make("span", "count", numbers.length > 1 ? String(numbers.length) : ""));
      box.append(heading);
      const more = () => {
        all.splice(0, PAPERS).forEach(each => box.append(block(each)));
        if (!all.length) return;
        const next = button("more", () => { next.remove(); more(); }, `还有 ${all.length} 处`);
        box.append(next);
      };
      more();
      return box;
    }

    function groups(numbers, key) {
      const found = new Map();
      for (const number of numbers) {
        const at = key(told.facts[number]);
        if (!found.has(at)) found.set(at, []);
        found.get(at).push(number);
      }
      return found;
    }

    function head(close, ...children) {
      panel.replaceChildren();
      panel.scrollTop = 0;
      const cross = button("close", close, "×");
      cross.setAttribute("aria-label", "关闭");
      panel.append(cross, ...children);
      panel.hidden = false;
    }

    function entity(number, close) {
      const it = told.entities[number];
      const also = [...(it.aliases || []), it.english, it.code && `${label("code")} ${it.code}`].filter(Boolean);
      head(close, make("span", "chip", shape(look(it.kind)), label(it.kind)), make("h1", "", it.name),
        also.length ? make("p", "also", also.join("　")) : "");
      const order = [...groups(facts[number], fact => `${fact.subject === number ? "→" : "←"}${fact.property}`)]
        .sort(([a], [b]) => (a[0] === b[0] ? 0 : a[0] === "→" ? -1 : 1));
      for (const [key, numbers] of order) {
        const things = told.facts[numbers[0]].object !== undefined;
        panel.append(group(label(key.slice(1)), things ? key[0] : "", numbers, number));
      }
      if (!facts[number].length) panel.append(make("p", "hint", "文中提及，未见与他者相连的事实。"));
    }

    function edge(from, to, numbers, close) {
      const title = make("h1", "", link(from), make("span", "joint", "—"), link(to));
      head(close, make("span", "chip", "两者之间的事实"), title);
      for (const [property, each] of groups(numbers, fact => fact.property)) {
        const box = make("section");
        box.append(make("h2", "", make("span", "", label(property))));
        for (const number of each) {
          const fact = told.facts[number], names = make("div", "names", link(fact.subject), make("span", "aside", "→"));
          names.append(fact.object === undefined ? make("span", "value", fact.value) : link(fact.object));
          box.append(make("div", "block", names, ...evidence(fact.quote, fact.marks, [`${fact.rule} · ${fact.confidence}`])));
        }
        panel.append(box);
      }
    }

    function overview(title, shown) {
      panel.replaceChildren();
      const figure = (count, unit) => make("div", "", make("b", "", String(count)), make("span", "", unit));
      const articles = told.articles.filter(article => !article.masthead);
      panel.append(make("h1", "", title), make("div", "figures", figure(articles.length, "篇文章"),
        figure(shown.length, "个实体"), figure(told.facts.length, "条事实")));
      const listed = told.facts.filter(fact => fact.quote < 0).length, lone = shown.filter(id => !degree(id)).length;
      if (listed) panel.append(make("p", "hint", `其中 ${listed} 条事实出自行政区划地名录，非报纸所载，图中作浅色虚线。`));
      if (lone && lone < shown.length)
        panel.append(make("p", "hint", `${lone} 个实体与他者没有连线，默认不画：可查找，或由图例下方的开关画出。`));
      if (told.omitted) panel.append(make("p", "hint", `另有 ${told.omitted} 个联系较少的实体未画出，可查找。`));
      panel.append(make("p", "hint", "点选图中一点或一线，看事实与出处；滚轮缩放，拖动移图；点图例可隐去一类。"));
      if (shown.length) panel.append(make("h2", "", "联系最多"), list(shown.slice(0, 12)));
      const rows = make("ul", "articles");
      for (const article of articles.slice(0, 60)) {
        const from = [article.newspaper, article.date, article.page && page(article.page)].filter(Boolean).join(" · ");
        rows.append(make("li", "", article.headline || "（无题）", make("span", "from", from)));
      }
      if (articles.length > 60) rows.append(make("li", "hint", `另有 ${articles.length - 60} 篇`));
      if (articles.length) panel.append(make("h2", "", "文章"), rows);
    }

    function list(numbers) {
      const all = make("ul", "list");
      for (const number of numbers) {
        const entry = link(number);
        entry.append(make("span", "count", String(degree(number))));
        all.append(make("li", "", entry));
      }
      return all;
    }

    return {entity, edge, overview, label, look};
  }

  return {create, make, button, shape};
})();
