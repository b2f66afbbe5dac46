// $((...)): whole numbers, names, + - * / %, comparisons and brackets.

import { Fatal } from "./bounds.ts";

const LEVELS: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/", "%"],
];

const divisor = (b: number): number => {
  if (b === 0) throw new Fatal("divide by zero");
  return b;
};

const OPERATORS: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
  ["||", (a, b) => Number(a !== 0 || b !== 0)],
  ["&&", (a, b) => Number(a !== 0 && b !== 0)],
  ["==", (a, b) => Number(a === b)],
  ["!=", (a, b) => Number(a !== b)],
  ["<=", (a, b) => Number(a <= b)],
  [">=", (a, b) => Number(a >= b)],
  ["<", (a, b) => Number(a < b)],
  [">", (a, b) => Number(a > b)],
  ["+", (a, b) => a + b],
  ["-", (a, b) => a - b],
  ["*", (a, b) => a * b],
  ["/", (a, b) => Math.trunc(a / divisor(b))],
  ["%", (a, b) => a % divisor(b)],
]);

/** What cannot be read counts 0. */
export const arithmetic = (text: string, valueOf: (name: string) => number): number => {
  const tokens = text.match(/\d+|\w+|[|&=!<>]=|\|\||&&|[-+*/%()<>!]/g) ?? [];
  let at = 0;
  const unary = (): number => {
    const token = tokens[at++] ?? "0";
    if (token === "-") return -unary();
    if (token === "+") return unary();
    if (token === "!") return Number(unary() === 0);
    if (token !== "(") return /^\d/.test(token) ? Number(token) : valueOf(token);
    const inner = level(0);
    at++;
    return inner;
  };
  const level = (depth: number): number => {
    const operators = LEVELS[depth];
    if (!operators || depth > LEVELS.length) return unary();
    let left = level(depth + 1);
    for (let op = tokens[at]; op !== undefined && operators.includes(op); op = tokens[at]) {
      at++;
      left = OPERATORS.get(op)!(left, level(depth + 1));
    }
    return left;
  };
  return tokens.length > 200 ? 0 : level(0);
};
