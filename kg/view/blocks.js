"use strict";
// Data of the page: what is drawn first stands as JSON, the rest is packed and opened when it is asked for.
const Blocks = (() => {
  const opened = new Map();
  const read = id => JSON.parse(document.getElementById(id).textContent);

  async function inflate(text) {
    const binary = atob(text), bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  }

  function open(name) {
    if (!opened.has(name)) {
      const block = document.getElementById("block-" + name);
      opened.set(name, inflate(block.textContent));
      block.remove();
    }
    return opened.get(name);
  }

  return {read, open};
})();
