// npm run scenario -- FILE.yaml: plays steps that somebody wrote and prints the console session. The exit status is 1 if something
// that the file expects did not happen.
import { existsSync, readFileSync } from "node:fs";
import { playScenario } from "./console.ts";
import { readScenario } from "./scenario-file.ts";

const main = ([file]: readonly string[]): number => {
  if (file === undefined || !existsSync(file)) {
    console.error("usage: npm run scenario -- FILE.yaml");
    return 2;
  }
  const scenario = readScenario(readFileSync(file, "utf8"));
  if (typeof scenario === "string") {
    console.error(scenario);
    return 2;
  }
  const { text, failures } = playScenario(scenario);
  console.log(text);
  for (const failure of failures) console.error(`NOT AS EXPECTED ${failure}`);
  return failures.length > 0 ? 1 : 0;
};

process.exitCode = main(process.argv.slice(2));
