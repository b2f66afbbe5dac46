// What was typed with the Korean layout on, read as the Latin letters of the same keys: ㅏㅕㅠㄷㅊ시 is kubectl. By the two-set layout.

const LEADS = ["r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g"];
const VOWELS = "k o i O j p u P h hk ho hl y n nj np nl b m ml l".split(" ");
const TAILS = " r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g".split(" ");
/** ㄱ (U+3131) to ㅎ, as they stand alone. */
const CONSONANTS = "r R rt s sw sg e E f fr fa fq ft fx fv fg a q Q qt t T d w W c z x v g".split(" ");

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const FIRST_CONSONANT = 0x3131;
const FIRST_VOWEL = 0x314f;
const LAST_VOWEL = 0x3163;

/** 시 is t and l: its lead has number 9, its vowel 20, and there is no tail. */
export const latinKeys = (text: string): string =>
  Array.from(text.normalize("NFC"), (letter) => {
    const code = letter.codePointAt(0)!;
    if (code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE) {
      const at = code - FIRST_SYLLABLE;
      const tail = at % TAILS.length;
      const vowel = Math.floor(at / TAILS.length) % VOWELS.length;
      const lead = Math.floor(at / (TAILS.length * VOWELS.length));
      return `${LEADS[lead]}${VOWELS[vowel]}${TAILS[tail]}`;
    }
    if (code >= FIRST_CONSONANT && code < FIRST_VOWEL) return CONSONANTS[code - FIRST_CONSONANT]!;
    if (code >= FIRST_VOWEL && code <= LAST_VOWEL) return VOWELS[code - FIRST_VOWEL]!;
    return letter;
  }).join("");
