package lab.harmony.accounts;

import lab.harmony.people.PersonId;

/// Somebody has chosen anew how they sign in, by a link of an owner: whoever else came in as them
/// does so no longer. Said within the transaction that keeps what they chose.
public record SignInRenewed(PersonId person) {}
