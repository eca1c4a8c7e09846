package lab.harmony.blind.ui;

import lab.harmony.blind.session.SessionId;

/// Where the screens of blind sessions are.
final class BlindLinks {

  static final String LIST = "/blind";
  static final String NEW = "/blind/new";
  static final String IMPORTED = "/blind/imported";
  static final String VERIFY = "/blind/verify";

  private BlindLinks() {}

  static String session(SessionId id) {
    return "/blind/session/" + id;
  }

  static String passport(SessionId id) {
    return "/blind/passport/" + id;
  }

  static String rating(SessionId id) {
    return "/blind/rate/" + id;
  }
}
