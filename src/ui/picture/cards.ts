// What stands left of the bays: clients, the wall, ingresses and services.
import { bottom, centreX, type Box } from "#app/graph/geometry";
import { areServicesDense, MOST_ENDPOINT_ROWS } from "#app/graph/column";
import type { ClientsView, EndpointView, IngressView, ServiceView } from "#app/view-models/graph";
import { icon } from "./icon.ts";
import type { Drawing } from "./scene.ts";
import { tag, words } from "./svg.ts";

const card = ({ x, y, width, height }: Box): string =>
  tag("rect", { x, y, width, height, rx: 4, class: "f-raised s-line-strong", "stroke-width": 1.5 });

const screen = (x: number, y: number): string =>
  tag("rect", { x, y, width: 38, height: 26, rx: 3, class: "f-raised s-ink-2", "stroke-width": 1.5 });

export const drawClients = (clients: ClientsView, box: Box, { isTall, scale }: Drawing): string => {
  const x = isTall ? box.x : centreX(box) - 22;
  const y = isTall ? box.y : box.y + 42;
  const front = tag("path", { d: `M${x} ${y + 13}h38`, class: "s-ink-2" });
  const screens = screen(x + 5, y) + screen(x, y + 6) + front;
  if (isTall) return screens;
  const middle = { anchor: "middle" as const, width: box.width + 12 };
  const below = y + 36 + 15 * scale;
  return (
    screens +
    words(centreX(box), below, clients.name, { ...middle, size: 13 * scale, look: "f-ink b" }) +
    words(centreX(box), below + 17 * scale, clients.failText === null ? "" : `✕ ${clients.failText}`, {
      ...middle,
      size: 12 * scale,
      look: "f-fail b",
    })
  );
};

export const drawWall = (box: Box): string => {
  const { x, y, width, height } = box;
  let hatch = "";
  for (let at = y + 12; at < y + height; at += 14) {
    const rise = Math.min(width, at - y);
    hatch += `M${x} ${at}l${rise}-${rise}`;
  }
  return (
    tag("rect", { x, y, width, height, class: "f-well s-ink-2", "stroke-width": 1.5 }) +
    (hatch === "" ? "" : tag("path", { d: hatch, class: "n s-line-strong" }))
  );
};

/** How wide a letter of the code face is, with some room to spare. */
const MONO_EM = 0.65;

export const drawIngress = (ingress: IngressView, box: Box, { isTall, scale, text }: Drawing): string => {
  const title = { size: 13.5 * scale, look: "f-ink b", width: box.width - 16 };
  if (isTall) return card(box) + words(box.x + 10, box.y + 22, text.ingress, title);
  const longest = Math.max(...ingress.paths.map(({ label }) => label.length));
  const size = Math.min(12 * scale, (box.width - 16) / (MONO_EM * longest));
  const rows = ingress.paths.map((path, i) =>
    words(box.x + 10, bottom(box) - 10 * scale - (ingress.paths.length - 1 - i) * 25, path.problem ?? path.label, {
      size,
      look: path.problem === null ? "f-ink-2 m" : "f-fail b",
      width: box.width - 16,
    }),
  );
  return card(box) + words(box.x + 10, box.y + 20 * scale, text.ingress, title) + rows.join("");
};

const MARKS: Readonly<Record<EndpointView["state"], readonly [Parameters<typeof icon>[0], string]>> = {
  serving: ["check", "ok"],
  failing: ["x", "fail"],
  notready: ["notready", "wait"],
  terminating: ["terminating", "ink-3"],
};
const endpointMark = (endpoint: EndpointView, x: number, y: number, size: number): string => {
  const [name, tone] = MARKS[endpoint.state];
  return icon(name, { x, y }, size, tone);
};

export const drawService = (service: ServiceView, box: Box, drawing: Drawing): string => {
  const { isTall, scale, text } = drawing;
  const isDense = areServicesDense(drawing.view);
  const name = isDense ? service.name : text.service;
  const title = { size: 13.5 * scale, look: "f-ink b", width: isTall ? 60 : box.width - 16 };
  const head = words(box.x + 10, box.y + (isTall ? 22 : 20 * scale), name, title);
  if (service.endpoints.length === 0) {
    const y = isTall ? box.y + 22 : box.y + 20 * scale + 25;
    const left = isTall ? box.x + 72 : box.x + 10;
    return (
      card(box) +
      head +
      words(left, y, `✕ ${text.noEndpoints}`, { size: 12 * scale, look: "f-fail b", width: box.width - 16 })
    );
  }
  if (isTall || isDense) {
    const y = isTall ? box.y + 17 : bottom(box) - 12;
    const left = isTall ? box.x + 78 : box.x + 16;
    const marks = service.endpoints
      .slice(0, isTall ? 5 : 7)
      .map((endpoint, i) => endpointMark(endpoint, left + i * 16 * scale, y, 12 * scale));
    return card(box) + head + marks.join("");
  }
  return card(box) + head + rowsOf(service, box, drawing);
};

const rowsOf = (service: ServiceView, box: Box, { scale, text }: Drawing): string => {
  const all = service.endpoints;
  const shown = all.length > MOST_ENDPOINT_ROWS ? all.slice(0, MOST_ENDPOINT_ROWS - 1) : all;
  const size = 12.5 * scale;
  const rows = shown.map((endpoint, i) => {
    const y = box.y + 38 * scale + i * 25;
    const isBad = endpoint.state === "failing";
    const ground = { x: box.x + 1, y: y - 16.5, width: box.width - 2, height: 24, class: "f-fail-soft" };
    return (
      (isBad ? tag("rect", ground) : "") +
      endpointMark(endpoint, box.x + 15, y - 4.5, 12 * scale) +
      words(box.x + 28, y, endpoint.podName, { size, look: `${isBad ? "f-fail" : "f-ink"} m`, width: box.width - 32 })
    );
  });
  const more = all.length - shown.length;
  const moreY = box.y + 38 * scale + shown.length * 25;
  return rows.join("") + (more > 0 ? words(box.x + 28, moreY, text.more(more), { size, look: "f-ink-3" }) : "");
};
