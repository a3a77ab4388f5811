import { parse } from "acorn";
import { full } from "acorn-walk";
import MagicString from "magic-string";

/** JavaScript that counts its own multiplications; it also exports `multiplications`, which gives the count. */
export function countMultiplications(code) {
  const counted = new MagicString(code);
  full(parse(code, { ecmaVersion: "latest", sourceType: "module" }), (node) => {
    const multiplies =
      (node.type === "BinaryExpression" && node.operator === "*") ||
      (node.type === "AssignmentExpression" && node.operator === "*=");
    if (multiplies) counted.appendLeft(node.start, "countOne(").prependRight(node.end, ")");
  });
  counted.prepend("let count = 0;\nconst countOne = (product) => {\n  count++;\n  return product;\n};\n");
  counted.append("\nexport const multiplications = () => count;\n");
  return counted.toString();
}
