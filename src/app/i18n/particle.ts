// Korean particles have two forms, one after a consonant and one after a vowel: "쿠버네티스가", "파드들이". Which one a name takes is heard when
// it is read aloud, so names in Latin letters go by how a Korean engineer reads them.

/** After a consonant, after a vowel. */
const FORMS = {
  "이/가": ["이", "가"],
  "은/는": ["은", "는"],
  "을/를": ["을", "를"],
  "으로/로": ["으로", "로"],
  "이라는/라는": ["이라는", "라는"],
} as const;

type Particle = keyof typeof FORMS;
type Ending = "vowel" | "consonant" | "l";

const HANGUL_FIRST = 0xac00;
const HANGUL_LAST = 0xd7a3;
/** Syllables come in rows of 28 endings; the first is none, the ninth is ㄹ. */
const ENDINGS = 28;
const RIEUL = 8;

/** 영 일 이 삼 사 오 육 칠 팔 구 */
const DIGITS: readonly Ending[] = [
  "consonant",
  "l",
  "vowel",
  "consonant",
  "vowel",
  "vowel",
  "consonant",
  "l",
  "l",
  "vowel",
];

/** The name with the particle that fits it. */
export const withParticle = (name: string, particle: Particle): string => {
  const [afterConsonant, afterVowel] = FORMS[particle];
  const ending = endingOf(name.replace(/[^\p{L}\p{N}]+$/u, ""));
  const isOpen = ending === "vowel" || (ending === "l" && particle === "으로/로");
  return name + (isOpen ? afterVowel : afterConsonant);
};

const endingOf = (name: string): Ending => {
  const last = name.at(-1) ?? "";
  const code = last.charCodeAt(0);
  if (code >= HANGUL_FIRST && code <= HANGUL_LAST) {
    const ending = (code - HANGUL_FIRST) % ENDINGS;
    return ending === 0 ? "vowel" : ending === RIEUL ? "l" : "consonant";
  }
  if (last >= "0" && last <= "9") return DIGITS[Number(last)]!;
  const word = /[a-z0-9]*$/i.exec(name)![0].toLowerCase();
  return /[aeiouy]/.test(word) ? wordEnding(word) : letterEnding(last.toLowerCase());
};

/** A run of letters without a vowel is spelt: 엘, 엠, 엔, 알. */
const letterEnding = (letter: string): Ending =>
  letter === "l" || letter === "r" ? "l" : letter === "m" || letter === "n" ? "consonant" : "vowel";

/** "파일", "네임", "샵", "웹", "시크릿"; but "디플로이먼트", "워커", "서비스". */
const wordEnding = (word: string): Ending => {
  if (/le?$/.test(word)) return "l";
  return /([mn]e?|ng|[aeiou][bckpt])$/.test(word) ? "consonant" : "vowel";
};
