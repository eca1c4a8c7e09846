package lab.harmony.diffusion.tensor;

/// The methods with which scripts gather gradients.
final class Gradients {

  /// `dropped`: dropout; `leaf`: the same numbers, from which gradients are asked; `pull`: the
  /// gradients of `y`, weighted by `c`, to `x`, zeros where there are none.
  static final String METHODS =
      """
        def dropped(self: __torch__.Network, x: Tensor, seed: int, place: int, part: float) -> Tensor:
          if torch.lt(seed, 0):
            kept = x
          else:
            g = torch.Generator(device=torch.device("cpu"))
            g0 = torch.manual_seed(g, torch.add(torch.mul(seed, 100003), place))
            r = torch.rand(torch.size(x), generator=g, dtype=6, layout=None, device=torch.device("cpu"), pin_memory=False)
            mask = torch.type_as(torch.ge(r, part), x)
            kept = torch.div(torch.mul(x, mask), torch.sub(1., part))
          return kept
        def leaf(self: __torch__.Network, x: Tensor) -> Tensor:
          return torch.requires_grad_(torch.detach(x), True)
        def pull(self: __torch__.Network, y: List[Tensor], c: List[Tensor], x: List[Tensor]) -> List[Tensor]:
          outs = annotate(List[Tensor], [])
          cotangents = annotate(List[Optional[Tensor]], [])
          for i in range(torch.len(y)):
            if ops.prim.requires_grad(y[i]):
              a = torch.append(outs, y[i])
              b = torch.append(cotangents, c[i])
          filled = annotate(List[Tensor], [])
          if torch.eq(torch.len(outs), 0):
            for j in range(torch.len(x)):
              d = torch.append(filled, torch.zeros_like(x[j]))
          else:
            found = torch.autograd.grad(outs, x, cotangents, None, False, True)
            for k in range(torch.len(x)):
              one = found[k]
              if torch.__is__(one, None):
                e = torch.append(filled, torch.zeros_like(x[k]))
              else:
                f = torch.append(filled, torch._unwrap_optional(one))
          return filled
      """;

  private Gradients() {}
}
