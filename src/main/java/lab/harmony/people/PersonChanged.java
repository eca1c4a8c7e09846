package lab.harmony.people;

/// A person is called otherwise, or may do otherwise, than before; what shows names reads them
/// anew.
public record PersonChanged(PersonId person) {}
