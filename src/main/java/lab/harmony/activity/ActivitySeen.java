package lab.harmony.activity;

import lab.harmony.people.PersonId;

/// Somebody has seen what happened up to now.
public record ActivitySeen(PersonId person) {}
