/** What a rater says of a place. */
export interface BlindAnswer {
  cannotTell: boolean;
  intendedConflict: boolean;
  eyesMouth?: boolean;
  browsTension?: boolean;
  holistic?: boolean;
  choice?: string;
  points?: number;
  /** The places of the pictures, from 0, from the best down. */
  order?: number[];
}

/** What the server is told of a place, under a name by which it counts once. */
export interface Telling {
  position: number;
  sending: string;
  knew: string;
  withdrawn: boolean;
  answer: BlindAnswer;
  milliseconds: number;
  /** The number of the link by which whoever said it had come in; 0 for people of the lab. */
  link?: number;
}
