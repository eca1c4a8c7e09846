package lab.harmony.blind.ui;

import lab.harmony.blind.SessionId;

/// Where the screens of blind sessions are.
final class BlindLinks {

  static final String LIST = "/blind";
  static final String NEW = "/blind/new";

  private BlindLinks() {}

  static String session(SessionId id) {
    return "/blind/session/" + id;
  }

  static String rating(SessionId id) {
    return "/blind/rate/" + id;
  }
}
