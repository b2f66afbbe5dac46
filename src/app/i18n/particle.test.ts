import { expect, it } from "vitest";
import { withParticle } from "./particle.ts";

it.each([
  ["파드", "이/가", "파드가"],
  ["노드들", "은/는", "노드들은"],
  ['쿼터 "여덟"', "을/를", '쿼터 "여덟"을'],
  // As they are read: 엔진엑스, 샵, 서비스, 파일, 워커 일, 시크릿, 디플로이먼트.
  ["mynginx", "은/는", "mynginx는"],
  ["shop", "이/가", "shop이"],
  ["service", "을/를", "service를"],
  ["file", "으로/로", "file로"],
  ["file", "을/를", "file을"],
  ["worker-1", "이/가", "worker-1이"],
  ["worker-2", "이/가", "worker-2가"],
  ["order", "은/는", "order는"],
  ["coupon", "을/를", "coupon을"],
  ["Secret", "을/를", "Secret을"],
  ["Deployment", "을/를", "Deployment를"],
  // A hash is spelt: 엔, 이, 오.
  ["web-7d5f-x2bkn", "이/가", "web-7d5f-x2bkn이"],
  ["web-7d5f-x2bkz", "이/가", "web-7d5f-x2bkz가"],
  ["yournginx-69978c6455", "이/가", "yournginx-69978c6455가"],
  ["404", "으로/로", "404로"],
  ["503", "으로/로", "503으로"],
  ["pdos", "이라는/라는", "pdos라는"],
] as const)("%s with %s", (name, particle, read) => {
  expect(withParticle(name, particle)).toBe(read);
});
