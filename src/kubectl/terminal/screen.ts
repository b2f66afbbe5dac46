// What a program prints to draw on a screen of its own, which goes away when it ends.
export const ENTER_SCREEN = "\u001b[?1049h";
export const LEAVE_SCREEN = "\u001b[?1049l";
export const CLEAR_SCREEN = "\u001b[2J";
