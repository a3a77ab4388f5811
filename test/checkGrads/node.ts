import { test } from "node:test";
import { right, wrong } from "./cases.js";

test("a right rule", () => right.partials!());
test("a wrong rule", () => wrong.customVjp!());
