// Methods of lists that are called on something else, as it was done before there were rest parameters.
var array = Array.prototype;
var slice = array.slice;
var forEach = array.forEach;

function total() {
  for (var s = 0, i = 0; i < arguments.length; i++) s += arguments[i] * arguments[i];
  return s;
}

export function weighted(weight) {
  var values = slice.call(arguments, 1);
  var own = slice.call(arguments);
  return weight * total.apply(null, values) + own[0] * own.length;
}

export function joined(rows) {
  var all = Array.prototype.concat.apply([], rows);
  Array.prototype.push.apply(all, slice.call(rows[0], -1));
  return array.map.call(all, function (v, i, list) {
    return (v * i) / list.length;
  });
}

export function spread() {
  var low = Math.min.apply(Math, arguments);
  var sum = 0;
  forEach.call(arguments, function (v, i) {
    sum += (v - low) * (i + 1);
  });
  return sum * Math.max.apply(Math, [].slice.call(arguments, 1));
}
