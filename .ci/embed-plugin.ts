// Vite: writes embed/ of the site. Of each lesson a picture, a page around it and oEmbed's answer in each language, and the lesson as
// data; and classic scripts: the page's, the words of each language, the two of the simulation (what plays, and what types), and the element's. They stand apart from the page's own
// chunks, because a sandboxed frame has no origin and may load no modules from most hosts.
// DRYDOCK_URL says where the site will stand, for the addresses that oEmbed wants whole.
import type { Plugin } from "vite";
import type { makeEmbed as MakeEmbed, makeSandboxEmbed as MakeSandboxEmbed } from "../src/ui/embed/make.ts";
import { classicScript, twoScripts } from "./classic-script.ts";
import { lessonFolders, readLesson } from "./lessons-plugin.ts";
import { bundleForNode } from "./node-bundle.ts";
import { rehearsed } from "./stills.ts";

const SCRIPTS = {
  frame: "frame.ts",
  "drydock-scene": "scene-element.ts",
  "words.en": "words-en.ts",
  "words.ko": "words-ko.ts",
} as const;

export const embedPlugin = (root: string, lessons: string): Plugin => ({
  name: "drydock-embed",
  apply: "build",
  async generateBundle() {
    const emit = (name: string, source: string): void =>
      void this.emitFile({ type: "asset", fileName: `embed/${name}`, source });
    for (const [name, entry] of Object.entries(SCRIPTS)) {
      emit(`${name}.js`, await classicScript(root, `src/ui/embed/${entry}`));
    }
    const { first, second } = await twoScripts(root, "src/ui/embed/player.ts", "src/ui/embed/hands.ts");
    emit("player.js", first);
    emit("hands.js", second);
    const { makeEmbed, makeSandboxEmbed } = await bundleForNode<{
      readonly makeEmbed: typeof MakeEmbed;
      readonly makeSandboxEmbed: typeof MakeSandboxEmbed;
    }>(root, "src/ui/embed/make.ts");
    const site = process.env["DRYDOCK_URL"]?.replace(/\/*$/, "/") ?? "";
    for (const { name, text } of makeSandboxEmbed(site)) emit(name, text);
    for (const folder of lessonFolders(lessons)) {
      const { compiled, prose } = readLesson(folder);
      if (!compiled) continue; // The lessons' own plugin stops the build and says why.
      const files = makeEmbed(await rehearsed(root, compiled, "start"), { en: prose["en"]!, ko: prose["ko"]! }, site);
      for (const { name, text } of files) emit(name, text);
    }
  },
});
