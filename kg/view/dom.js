"use strict";
// Small helpers. Texts of newspapers enter the page through textContent alone.
const Dom = (() => {
  const byId = id => document.getElementById(id);

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

  function svg(tag, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  // values by key, in the order of their first
  function groups(values, key) {
    const found = new Map();
    for (const value of values) {
      const at = key(value);
      if (!found.has(at)) found.set(at, []);
      found.get(at).push(value);
    }
    return found;
  }

  const narrow = matchMedia("(max-width: 820px)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  return {byId, make, button, svg, groups, narrow, still};
})();
