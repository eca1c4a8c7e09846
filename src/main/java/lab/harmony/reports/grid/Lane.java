package lab.harmony.reports.grid;

import java.util.List;
import java.util.Optional;

/// One of the places side by side that a column is split into: a value of the third axis, and
/// within it one combination of the axes that were not chosen.
///
/// @param inner the values on the axes that were not chosen, in the order of [GridAxes#inner()]
/// @param copy counts pictures that stand at the same place and are not the same
/// @param label what tells this lane from its neighbours; empty if there is only one
public record Lane(Optional<String> third, List<String> inner, int copy, String label) {}
