package lab.harmony.people;

/// What can be done in a lab, and the least role that may: the one table. Services ask it through
/// [Rights] when somebody does something, so it holds for every screen, verb and address that leads
/// to them.
public enum Right {
  /// One's own name, ways to sign in, sessions, tokens and inbox.
  OWN_ACCOUNT(Role.READER, "look after your own account"),
  /// Reports that are for the team, or for this person.
  READ_REPORTS(Role.READER, "read reports"),

  /// Review pages, and the faces that they show.
  REVIEW(Role.REVIEWER, "score faces"),
  /// Threads about what one may look at.
  COMMENT(Role.REVIEWER, "comment"),

  /// Experiments, runs, trainings, grids, models, and everybody's scores.
  LOOK(Role.RESEARCHER, "look at experiments, runs and trainings"),
  /// Notebooks: their text, cells and names.
  EDIT_EXPERIMENTS(Role.RESEARCHER, "change experiments"),
  /// Faces that must not break, and what they must keep.
  PIN(Role.RESEARCHER, "pin faces that must not break"),
  /// Words that pictures are found again by.
  TAG(Role.RESEARCHER, "tag pictures"),
  DELETE_EXPERIMENTS(Role.RESEARCHER, "delete experiments and bring them back"),
  /// Whatever takes the device: runs, cells, trainings, trials.
  COMPUTE(Role.RESEARCHER, "run and train"),
  /// What somebody else has started; needs a reason unless an owner does it.
  STOP_OTHERS(Role.RESEARCHER, "stop what others have started"),
  /// The same without saying why.
  STOP_WITHOUT_REASON(Role.OWNER, "stop what others have started without saying why"),
  /// Pictures, models and scores that come as files.
  IMPORT(Role.RESEARCHER, "bring in files"),
  /// Scores, records, experiments and reports as files.
  EXPORT(Role.RESEARCHER, "take out files"),
  PUBLISH(Role.RESEARCHER, "publish reports"),
  SHARE(Role.RESEARCHER, "share reports by link"),

  /// Names, roles, invitations, and the sessions of others.
  MANAGE_PEOPLE(Role.OWNER, "say who the people of the lab are"),
  /// What others said in threads; needs a reason.
  WITHDRAW_COMMENTS(Role.OWNER, "withdraw the comments of others"),
  READ_AUDIT(Role.OWNER, "read the audit trail"),
  BACK_UP(Role.OWNER, "make backups and go back to one"),
  /// All reports, whomever they are for, and whom they are for.
  DECIDE_READERS(Role.OWNER, "read every report and say who reads those of others"),
  /// What is done at the machine that the lab runs on: starting it, its workers, its data folder.
  KEEP_MACHINE(Role.OWNER, "start and mend the lab");

  private final Role least;
  private final String words;

  Right(Role least, String words) {
    this.least = least;
    this.words = words;
  }

  /// The least role that has it.
  public Role least() {
    return least;
  }

  /// What it is, in a sentence that begins with "you may" or "to".
  public String words() {
    return words;
  }

  public boolean has(Role role) {
    return role.compareTo(least) <= 0;
  }
}
