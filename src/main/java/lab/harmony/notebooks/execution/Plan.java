package lab.harmony.notebooks.execution;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.notebooks.document.CellId;
import org.jspecify.annotations.Nullable;

/// The cells of one notebook that are to be executed, one at a time.
final class Plan {
  private final Deque<Step> steps = new ArrayDeque<>();
  private @Nullable Step current;

  /// A cell to execute; `order` is done when the last cell asked for with it is over.
  record Step(CellId cell, CellWorkbench bench, Order order) {}

  /// What one person asked for at once.
  static final class Order {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
  }

  synchronized CompletableFuture<Void> add(
      List<CellId> cells, Function<CellId, CellWorkbench> bench) {
    var order = new Order();
    var known = waiting();
    cells.stream()
        .filter(cell -> !known.contains(cell))
        .forEach(cell -> steps.add(new Step(cell, bench.apply(cell), order)));
    complete(order);
    return order.done;
  }

  /// The next cell; empty when there is none, or when one is being executed.
  synchronized Optional<Step> next() {
    if (current != null) {
      return Optional.empty();
    }
    current = steps.poll();
    return Optional.ofNullable(current);
  }

  synchronized void done(Step step) {
    current = null;
    complete(step.order());
  }

  synchronized Set<CellId> waiting() {
    return steps.stream().map(Step::cell).collect(Collectors.toUnmodifiableSet());
  }

  /// A cell while it is executed.
  synchronized Optional<CellWorkbench> work(CellId cell) {
    return Optional.ofNullable(current).filter(step -> step.cell().equals(cell)).map(Step::bench);
  }

  synchronized void forget(CellId cell) {
    var orders = steps.stream().filter(step -> step.cell().equals(cell)).map(Step::order).toList();
    steps.removeIf(step -> step.cell().equals(cell));
    orders.forEach(this::complete);
  }

  synchronized void forgetAll() {
    var orders = steps.stream().map(Step::order).toList();
    steps.clear();
    orders.forEach(this::complete);
  }

  private void complete(Order order) {
    var working = current != null && current.order() == order;
    if (!working && steps.stream().noneMatch(step -> step.order() == order)) {
      order.done.complete(null);
    }
  }
}
