// Loaded before the program: what it writes to console.debug goes to a listener.
console.debug = (...args) => globalThis.listener?.(...args);
