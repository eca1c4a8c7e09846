package lab.harmony.diffusion.tensor;

import ai.djl.ndarray.NDManager;
import lab.harmony.diffusion.tensor.TrainingState.Part;
import lab.harmony.diffusion.torch.Arguments;
import lab.harmony.diffusion.torch.Script;

/// Applies gathered gradients to a training's parameters: limits their norm, follows the optimiser,
/// moves the average, and empties the gradients.
final class Optimisation implements AutoCloseable {

  /// `w` parameters, `g` gradients, `m` and `s` first and second moments, `e` moving average; for
  /// Prodigy `o` the parameters at the start and `u` the weighted sum of gradients.
  private static final String METHODS =
      """
        def clip(self: __torch__.Network, g: List[Tensor], limit: float) -> List[Tensor]:
          norms = annotate(List[Tensor], [])
          for i in range(torch.len(g)):
            a = torch.append(norms, torch.norm(g[i]))
          norm = torch.norm(torch.stack(norms))
          if bool(torch.isfinite(norm)):
            scale = torch.clamp(torch.mul(torch.reciprocal(torch.add(norm, 1e-06)), limit), None, 1.)
            for j in range(torch.len(g)):
              b = torch.mul_(g[j], scale)
          return [torch.to(norm, 6)]
        def adamw(self: __torch__.Network, w: List[Tensor], g: List[Tensor], m: List[Tensor], s: List[Tensor], e: List[Tensor], number: int, rates: List[float], beta1: float, beta2: float, epsilon: float, decay: float, keep: float) -> List[Tensor]:
          first = torch.sub(1., torch.pow(beta1, number))
          second = torch.sqrt(torch.sub(1., torch.pow(beta2, number)))
          for j in range(torch.len(w)):
            p = w[j]
            c = torch.lerp_(m[j], g[j], torch.sub(1., beta1))
            d = torch.addcmul_(torch.mul_(s[j], beta2), g[j], g[j], value=torch.sub(1., beta2))
            root = torch.add_(torch.div(torch.sqrt(s[j]), second), epsilon)
            f = torch.mul_(p, torch.sub(1., torch.mul(rates[j], decay)))
            h = torch.addcdiv_(p, m[j], root, value=torch.neg(torch.div(rates[j], first)))
            k = torch.lerp_(e[j], p, torch.sub(1., keep))
            n = torch.zero_(g[j])
          return annotate(List[Tensor], [])
        def estimate(self: __torch__.Network, w: List[Tensor], g: List[Tensor], m: List[Tensor], s: List[Tensor], o: List[Tensor], u: List[Tensor], size: float, first: float, rates: List[float], beta1: float, beta2: float) -> List[Tensor]:
          beta3 = torch.sqrt(beta2)
          dots = annotate(List[Tensor], [])
          sums = annotate(List[Tensor], [])
          for j in range(torch.len(w)):
            way = torch.sum(torch.mul(g[j], torch.sub(o[j], w[j])))
            a = torch.append(dots, torch.mul(way, torch.mul(torch.div(size, first), rates[j])))
            c = torch.add_(torch.mul_(m[j], beta1), g[j], alpha=torch.mul(size, torch.sub(1., beta1)))
            d = torch.addcmul_(torch.mul_(s[j], beta2), g[j], g[j], value=torch.mul(torch.mul(size, size), torch.sub(1., beta2)))
            h = torch.add_(torch.mul_(u[j], beta3), g[j], alpha=torch.mul(torch.div(size, first), rates[j]))
            k = torch.append(sums, torch.sum(torch.abs(u[j])))
          return [torch.sum(torch.stack(dots)), torch.sum(torch.stack(sums))]
        def prodigy(self: __torch__.Network, w: List[Tensor], g: List[Tensor], m: List[Tensor], s: List[Tensor], e: List[Tensor], size: float, rates: List[float], epsilon: float, decay: float, keep: float) -> List[Tensor]:
          for j in range(torch.len(w)):
            p = w[j]
            root = torch.add_(torch.sqrt(s[j]), torch.mul(size, epsilon))
            f = torch.mul_(p, torch.sub(1., torch.mul(rates[j], decay)))
            h = torch.addcdiv_(p, m[j], root, value=torch.neg(rates[j]))
            k = torch.lerp_(e[j], p, torch.sub(1., keep))
            n = torch.zero_(g[j])
          return annotate(List[Tensor], [])
        def divide(self: __torch__.Network, g: List[Tensor], by: float) -> List[Tensor]:
          for j in range(torch.len(g)):
            n = torch.div_(g[j], by)
          return annotate(List[Tensor], [])
        def forget(self: __torch__.Network, g: List[Tensor]) -> List[Tensor]:
          for j in range(torch.len(g)):
            n = torch.zero_(g[j])
          return annotate(List[Tensor], [])
      """;

  private final Script script;

  Optimisation(NDManager manager) {
    script = Script.load(METHODS, manager);
  }

  /// Takes the step, if the gradients are finite, and counts it.
  ///
  /// @param factors what the learning rate of each parameter is multiplied by
  /// @return the norm of all gradients before it was limited
  float apply(TrainingState state, Optimiser optimiser, double[] factors) {
    float norm;
    try (var call = new Arguments().borrow(state.gradients()).add(optimiser.clipNorm());
        var result = script.run("clip", false, state.manager(), call)) {
      norm = result.singletonOrThrow().getFloat();
    }
    if (!Float.isFinite(norm)) {
      forget(state);
      return norm;
    }
    switch (optimiser) {
      case AdamW rule -> adamW(state, rule, factors);
      case Prodigy rule -> prodigy(state, rule, factors);
    }
    state.countStep();
    return norm;
  }

  /// Divides the gradients that were gathered.
  void divide(TrainingState state, double by) {
    try (var call = new Arguments().borrow(state.gradients()).add(by)) {
      script.run("divide", false, state.manager(), call).close();
    }
  }

  /// Empties the gradients that were gathered.
  void forget(TrainingState state) {
    try (var call = new Arguments().borrow(state.gradients())) {
      script.run("forget", false, state.manager(), call).close();
    }
  }

  private void adamW(TrainingState state, AdamW rule, double[] factors) {
    try (var call =
        common(state)
            .borrow(state.list(Part.AVERAGE))
            .add(state.steps() + 1)
            .add(times(factors, rule.learningRate()))
            .add(rule.beta1())
            .add(rule.beta2())
            .add(rule.epsilon())
            .add(rule.weightDecay())
            .add(rule.averageDecay())) {
      script.run("adamw", false, state.manager(), call).close();
    }
  }

  private void prodigy(TrainingState state, Prodigy rule, double[] factors) {
    double size = rule.stepSize(state);
    var rates = times(factors, rule.rate(state));
    double next = size;
    try (var call =
        common(state)
            .borrow(state.list(Part.START))
            .borrow(state.list(Part.GRADIENT_SUM))
            .add(size)
            .add(rule.firstStepSize())
            .add(rates)
            .add(rule.beta1())
            .add(rule.beta2())) {
      try (var found = script.run("estimate", false, state.manager(), call)) {
        double numerator =
            state.number(Prodigy.NUMERATOR, 0) * Math.sqrt(rule.beta2()) + found.get(0).getFloat();
        double denominator = found.get(1).getFloat();
        if (denominator > 0) {
          next = Math.max(size, rule.coefficient() * numerator / denominator);
        }
        state.keepNumber(Prodigy.NUMERATOR, numerator);
      }
    }
    try (var call =
        common(state)
            .borrow(state.list(Part.AVERAGE))
            .add(size)
            .add(rates)
            .add(rule.epsilon())
            .add(rule.weightDecay())
            .add(rule.averageDecay())) {
      script.run("prodigy", false, state.manager(), call).close();
    }
    state.keepNumber(Prodigy.STEP_SIZE, next);
  }

  private static Arguments common(TrainingState state) {
    return new Arguments()
        .borrow(state.list(Part.PARAMETER))
        .borrow(state.gradients())
        .borrow(state.list(Part.FIRST_MOMENT))
        .borrow(state.list(Part.SECOND_MOMENT));
  }

  private static double[] times(double[] factors, double rate) {
    var rates = factors.clone();
    for (int i = 0; i < rates.length; i++) {
      rates[i] *= rate;
    }
    return rates;
  }

  @Override
  public void close() {
    script.close();
  }
}
