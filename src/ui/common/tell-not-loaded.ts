/** A part of the page did not come. Two languages: nobody knows yet which one could be loaded. Answers how to take it away. */
export function tellNotLoaded(): () => void {
  const alert = document.createElement("div");
  alert.role = "alert";
  alert.className = "not-loaded";
  for (const [lang, text] of [
    ["en", "A part of the page did not load. Is the network there?"],
    ["ko", "페이지의 일부를 불러오지 못했어요. 네트워크를 확인해 주세요."],
  ] as const) {
    alert.append(Object.assign(document.createElement("p"), { lang, textContent: text }));
  }
  const again = Object.assign(document.createElement("button"), { textContent: "Try again · 다시 시도" });
  again.addEventListener("click", () => location.reload());
  alert.append(again);
  document.body.prepend(alert);
  return () => alert.remove();
}
