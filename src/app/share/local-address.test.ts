import { expect, test } from "vitest";
import { isLocalAddress } from "./local-address.ts";

test.each([
  "http://localhost:4173/?snippet",
  "http://drydock.localhost/",
  "http://127.0.0.1:8080/#/lesson/x",
  "http://[::1]/",
  "http://0.0.0.0:3000/",
  "file:///home/me/drydock.html",
])("%s leads nobody else here", (href) => expect(isLocalAddress(href)).toBe(true));

test.each([
  "https://localhost.example.org/",
  "http://192.168.0.7:4173/",
  "https://127.example.org/",
  "https://drydock.dev/",
])("%s can be handed on", (href) => expect(isLocalAddress(href)).toBe(false));
