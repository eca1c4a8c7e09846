package lab.harmony.accounts;

import jakarta.servlet.http.HttpSession;

/// The pages that browsers have open.
public interface SessionPages {

  /// Tells the pages of a session that it was ended.
  ///
  /// @return whether there are any
  boolean leave(HttpSession session);
}
