// The words of the handout: they come with it.
export const handout = {
  handout: "Handout",
  back: "To the lesson",
  print: "Print",
  drawing: (done: number, all: number) => `Drawing picture ${done} of ${all}…`,
  agenda: "Agenda",
  step: "Step",
  starts: "Starts",
  takes: "Takes",
  total: (time: string) => `${time} in all, as planned in the speaker's notes.`,
  picture: (step: number, title: string) => `The cluster at the beginning of step ${step}: ${title}`,
  goals: "Goals",
  realLife: "In real operation",
  notes: "Notes",
};

export type HandoutWords = {
  readonly [K in keyof typeof handout]: (typeof handout)[K] extends string ? string : (typeof handout)[K];
};
