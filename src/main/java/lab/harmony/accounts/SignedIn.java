package lab.harmony.accounts;

import java.time.Instant;

/// A browser in which somebody is signed in, as they see it in their list.
///
/// @param id by which it can be ended
/// @param browser in words: `Firefox on Linux`
/// @param address from which it last came; empty where that is not known
/// @param here whether it is the one that asks
public record SignedIn(
    String id, String browser, String address, Instant since, Instant used, boolean here) {}
