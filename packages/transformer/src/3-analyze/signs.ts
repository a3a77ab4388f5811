/** What is known of a number's sign. NaN has every sign: what is said holds of numbers. */
export type Sign = "positive" | "nonnegative" | "nonpositive" | "negative" | "zero" | "nonzero" | undefined;

export const signOf = (value: number): Sign =>
  value > 0 ? "positive" : value < 0 ? "negative" : value === 0 ? "zero" : undefined;

/** It is not zero. */
export const isApart = (sign: Sign): boolean => sign === "positive" || sign === "negative" || sign === "nonzero";

export const isUp = (sign: Sign): boolean => sign === "positive" || sign === "nonnegative" || sign === "zero";
const isDown = (sign: Sign): boolean => sign === "negative" || sign === "nonpositive" || sign === "zero";

export function opposite(sign: Sign): Sign {
  switch (sign) {
    case "positive":
      return "negative";
    case "negative":
      return "positive";
    case "nonnegative":
      return "nonpositive";
    case "nonpositive":
      return "nonnegative";
    default:
      return sign;
  }
}

export function sum(a: Sign, b: Sign): Sign {
  if (isUp(a) && isUp(b)) return a === "positive" || b === "positive" ? "positive" : "nonnegative";
  if (isDown(a) && isDown(b)) return a === "negative" || b === "negative" ? "negative" : "nonpositive";
  return undefined;
}

/** A product of two nonzero numbers may underflow to zero. */
export function product(a: Sign, b: Sign): Sign {
  if (!isSided(a) || !isSided(b)) return undefined;
  return isUp(a) === isUp(b) ? "nonnegative" : "nonpositive";
}

const isSided = (sign: Sign): boolean => isUp(sign) || isDown(sign);

/** Of one number or the other. */
export function weaker(a: Sign, b: Sign): Sign {
  if (a === b) return a;
  if (isApart(a) && isApart(b)) return "nonzero";
  if (isUp(a) && isUp(b)) return "nonnegative";
  return isDown(a) && isDown(b) ? "nonpositive" : undefined;
}

/** Of the larger of two numbers. */
export function stronger(a: Sign, b: Sign): Sign {
  if (a === "positive" || b === "positive") return "positive";
  return isUp(a) || isUp(b) ? "nonnegative" : undefined;
}

/** Of one number of which two things are known. */
export function both(a: Sign, b: Sign): Sign {
  if (a === undefined || b === undefined) return a ?? b;
  if (isSided(a) && isSided(b)) return isApart(a) ? a : b;
  const sided = isSided(a) ? a : b;
  if (!isApart(a) && !isApart(b)) return sided;
  return isUp(sided) ? "positive" : isDown(sided) ? "negative" : "nonzero";
}
