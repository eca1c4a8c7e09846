package lab.harmony.accounts;

/// What is wrong, in one short line of the log: a part of it may come from an address that somebody
/// opened, or be a page of the provider.
final class OneLine {
  private static final int LONGEST = 300;

  private OneLine() {}

  static String of(Exception failure) {
    return String.valueOf(failure.getMessage())
        .codePoints()
        .map(it -> Character.isISOControl(it) ? ' ' : it)
        .limit(LONGEST)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
