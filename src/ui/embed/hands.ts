// The second script of an embed's simulation: what somebody needs who types or writes. It comes while the picture moves already.
import { useWholeTerminal } from "#app/embed/whole-terminal";

useWholeTerminal();
