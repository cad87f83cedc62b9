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

  // texts side by side, each by itself, so that none turns round what stands beside it
  const apart = (texts, joint) => texts.filter(Boolean).flatMap((text, n) => [...(n ? [joint] : []), make("bdi", "", text)]);

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

  // of the buttons in a box one is reached by Tab, the others from it by arrows; called again when they have changed
  function rove(box) {
    const all = () => [...box.querySelectorAll("button")].filter(each => each.checkVisibility());
    const settle = one => { for (const each of box.querySelectorAll("button")) each.tabIndex = each === one ? 0 : -1; };
    const chosen = all().find(each => each === document.activeElement || each.getAttribute("aria-selected") === "true");
    settle(chosen || all()[0]);
    if ("roves" in box.dataset) return;
    box.dataset.roves = "";
    box.addEventListener("focusin", event => { if (event.target.tagName === "BUTTON") settle(event.target); });
    box.addEventListener("keydown", event => {
      const those = all(), step = {ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1}[event.key], at = those.indexOf(document.activeElement);
      const next = event.key === "Home" ? 0 : event.key === "End" ? those.length - 1 : step === undefined ? -1 : (at + step + those.length) % those.length;
      if (next < 0 || at < 0) return;
      event.preventDefault();
      those[next].focus();
    });
  }

  const narrow = matchMedia("(max-width: 820px)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  return {byId, make, apart, button, svg, groups, rove, narrow, still};
})();
