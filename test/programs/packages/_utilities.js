// Helpers that take anything, as collections of utilities have them: they ask of which kind a value is before they use it.
var objectTag = "[object Object]";
var symbolTag = "[object Symbol]";
var objectToString = Object.prototype.toString;
var isBinary = /^0b[01]+$/i;

function baseGetTag(value) {
  if (value == null) return value === undefined ? "[object Undefined]" : "[object Null]";
  return objectToString.call(value);
}

function isObject(value) {
  var type = typeof value;
  return value != null && (type == "object" || type == "function");
}

const isObjectLike = (value) => value != null && typeof value == "object";

function isSymbol(value) {
  return typeof value == "symbol" || (isObjectLike(value) && baseGetTag(value) == symbolTag);
}

function toNumber(value) {
  if (typeof value == "number") {
    return value;
  }
  if (isSymbol(value)) {
    return 0 / 0;
  }
  if (isObject(value)) {
    var other = typeof value.valueOf == "function" ? value.valueOf() : value;
    value = isObject(other) ? other + "" : other;
  }
  if (typeof value != "string") {
    return value === 0 ? value : +value;
  }
  value = value.trim();
  return isBinary.test(value) ? Number.parseInt(value.slice(2), 2) : +value;
}

export function clamp(number, lower, upper) {
  if (upper === undefined) {
    upper = lower;
    lower = undefined;
  }
  number = toNumber(number);
  if (upper !== undefined) {
    upper = toNumber(upper);
    number = number <= upper ? number : upper;
  }
  if (lower !== undefined) {
    lower = toNumber(lower);
    number = number >= lower ? number : lower;
  }
  return number;
}

export function chunk(array, size, guard) {
  if (guard ? isObject(guard) : size === undefined) size = 1;
  else size = Math.max(toNumber(size), 0);
  var length = array == null ? 0 : array.length;
  if (!length || size < 1) return [];
  var result = Array(Math.ceil(length / size));
  for (var index = 0, at = 0; index < length; index += size) result[at++] = array.slice(index, index + size);
  return result;
}

export function isPlain(value) {
  return isObjectLike(value) && baseGetTag(value) == objectTag;
}

/** A function that is given too few arguments is one of the rest. */
export function curried(fn) {
  return function f2(a, b) {
    switch (arguments.length) {
      case 0:
        return f2;
      case 1:
        return (c) => fn(a, c);
      default:
        return fn.apply(this, arguments);
    }
  };
}

export var isArray =
  Array.isArray ||
  function (value) {
    return objectToString.call(value) === "[object Array]";
  };
