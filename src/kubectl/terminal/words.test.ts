// What a line means before anything runs: braces, sums, texts in the line, and the output of commands.
import { describe, expect, it } from "vitest";
import { makeScenario } from "#engine/testing";
import { openConsole } from "../testing/console.ts";

const terminal = () => openConsole(makeScenario());

describe("words", () => {
  it.each([
    ["echo {1..5} {a,b}c x{1..3}y", "1 2 3 4 5 ac bc x1y x2y x3y\n"],
    ["echo {3..1} {a..e..2} {01..03} {1..10..4} {-1..1}", "3 2 1 a c e 01 02 03 1 5 9 -1 0 1\n"],
    ["echo {a,b}{1,2} {a,{b,c}d} {,x}y", "a1 a2 b1 b2 a bd cd y xy\n"],
    ["echo {} {a} {a..} '{a,b}' \"{a,b}\" \\{a,b}", "{} {a} {a..} {a,b} {a,b} {a,b}\n"],
    ['X=z; echo {$X,"b c"}d ${X}{1,2}', "zd b cd z1 z2\n"],
    ["for i in {1..3}; do echo -n $i; done", "123"],
    ["echo {1..99999}", "bash: braces: more than 10000 words do not fit here\n"],
    ["echo $((1+2*3)) $(( (1+2)*3 % 4 )) $((7/2)) $((-7/2)) $((2>1 && 1))", "7 1 3 -3 1\n"],
    ["i=1; while [ $i -le 3 ]; do echo -n $i; i=$((i+1)); done", "123"],
    ['i=4; echo $(($i-1)) "$((i*2))"', "3 8\n"],
    ["echo $((1/0))", "bash: 1/0: division by 0\n\n"],
    ["echo $((1+)) a", "bash: 1+: syntax error: operand expected\na\n"],
    ["EMPTY=; kubectl get ns default $EMPTY -o name", "namespace/default\n"],
    ["echo a $EMPTY b", "a b\n"],
    ['echo a "$EMPTY" b', "a  b\n"],
    ["false; x=$(false); echo $?; x=$(true); echo $?", "1\n0\n"],
    ["echo $(echo $(echo inner) outer)", "inner outer\n"],
    ["for f in $(seq 3); do echo -n $f; done; echo `echo old`", "123old\n"],
    ["echo one > $(echo f).txt; cat f.txt", "one\n"],
    ["if [ $(seq 3 | wc -l) = 3 ]; then echo three; fi", "three\n"],
    ["! false && echo $(echo $?)", "0\n"],
    ["echo $(echo 'open)", "bash: unexpected EOF while looking for matching `)'\n"],
    ["echo a$(if)b", "bash: syntax error: unexpected end of file\nab\n"],
  ])("%s", (line, want) => expect(terminal().type(line)).toBe(want));
});

describe("texts in the line", () => {
  it.each([
    ['X=1; cat <<< "a $X"', "a 1\n"],
    ["grep b <<< 'abc'", "abc\n"],
    ["X=1; cat <<EOF\na $X\n  'b'\nEOF\necho after", "a 1\n  'b'\nafter\n"],
    ["X=1; cat <<'EOF'\na $X\nEOF", "a $X\n"],
    ["cat <<-EOF | wc -l\n\ta\n\tEOF\necho after", "1\nafter\n"],
    ["cat <<EOF > f.yaml\na: $(echo b)\nEOF\ncat f.yaml", "a: b\n"],
    ["kubectl apply -f - <<EOF\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nEOF", "configmap/a created\n"],
  ])("%j", (line, want) => expect(terminal().type(line)).toBe(want));
});

describe("a command in $(...) that waits", () => {
  it("is waited for, and its output is the word", () => {
    const c = terminal();
    expect(c.type("echo before; x=$(sleep 2; echo slept); echo [$x] $?")).toBe("before\n");
    expect(c.pass(1999)).toBe("");
    expect(c.pass(1)).toBe("[slept] 0\n");
  });

  it("gives what a URL answers", () => {
    const c = openConsole(makeScenario({ clients: [] }));
    c.type("kubectl create deploy web --image=demo/web:1.0; kubectl expose deploy web --type=NodePort --port=8080");
    c.pass(5000);
    c.type("p=$(kubectl get svc web -o jsonpath='{.spec.ports[0].nodePort}')");
    expect(c.type('for i in 1 2; do echo "got: $(curl -s worker-1:$p)"; done') + c.pass(1000)).toBe(
      "got: ok\ngot: ok\n",
    );
  });

  it("ends at Ctrl+C with the line", () => {
    const c = terminal();
    c.type("echo $(sleep 100); echo never");
    expect(c.interrupt()).toBe("^C\n");
    expect(c.pass(200_000)).toBe("");
    expect(c.type("echo $?")).toBe("130\n");
  });

  it("is rewound and restored in the middle", () => {
    const c = terminal();
    c.type("echo [$(echo a; sleep 1; echo b; sleep 1; echo c)]");
    c.pass(1500);
    c.run.seek(c.run.nowMs - 1000);
    expect(c.pass(1400)).toBe("");
    expect(c.pass(200)).toBe("[a b c]\n");
  });
});
