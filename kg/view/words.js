"use strict";
// The words of the page and of the vocabulary, in Chinese or English.
const Words = (() => {
  let told = {words: {}, labels: {}}, language = 0;
  const changed = [];

  const pick = pair => pair[language] || pair[0];
  const t = (key, values = {}) => !Object.hasOwn(told.words, key) ? key
    : pick(told.words[key]).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const label = term => Object.hasOwn(told.labels, term) ? pick(told.labels[term]) : term;
  const list = words => words.join(t("comma"));
  const count = number => number.toLocaleString("en");

  function apply() {
    document.documentElement.lang = language ? "en" : "zh-CN";
    for (const each of document.querySelectorAll("[data-t]")) each.textContent = t(each.dataset.t);
    for (const each of document.querySelectorAll("[data-title]")) {
      const text = t(each.dataset.title);
      each.setAttribute("aria-label", text);
      if (!/^(MAIN|SECTION|NAV|DIV|UL)$/.test(each.tagName)) each.title = text;
    }
    for (const each of document.querySelectorAll("[data-hint]")) {
      each.placeholder = t(each.dataset.hint);
      each.setAttribute("aria-label", t(each.dataset.hint));
    }
  }

  function set(code) {
    const wanted = code === "en" ? 1 : 0, same = wanted === language;
    language = wanted;
    apply();
    if (!same) changed.forEach(act => act());
  }

  return {
    create(given) { told = given; apply(); }, set, t, label, list, count, code: () => language ? "en" : "zh",
    onChange: act => changed.push(act),
  };
})();
