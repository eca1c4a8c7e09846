package lab.harmony.reports.grid;

import java.util.List;

/// One of the places side by side that a column is split into: values of the axes that split
/// columns, and within them one combination of what is no axis.
///
/// @param nested the values on the axes that split columns, in the order of [GridAxes#nested()]
/// @param inner the values on what is no axis, in the order of [GridAxes#inner()]
/// @param copy counts pictures that stand at the same place and are not the same
/// @param label what tells this lane from its neighbours; empty if there is only one
public record Lane(List<String> nested, List<String> inner, int copy, String label) {}
