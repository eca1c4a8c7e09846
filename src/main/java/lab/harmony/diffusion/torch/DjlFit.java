package lab.harmony.diffusion.torch;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import lab.harmony.diffusion.weights.ModelException;

/// Whether the parts of DJL that are here belong together, and whether the call that is not public
/// there is still what [ai.djl.pytorch.jni.ScriptCall] takes it for.
///
/// A part of another version would be found out later and worse: by a method that is missing in the
/// middle of a run, or by gradients that are not there.
public final class DjlFit {

  private static final String LIBRARY = "ai.djl.pytorch.jni.PyTorchLibrary";
  private static final String CALL = "moduleRunMethod";
  private static final Class<?>[] TAKES = {
    long.class, String.class, long[].class, boolean.class, boolean.class
  };

  /// `[x², d(x²)/dx]`, the gradient only where gradients are asked for.
  private static final String SQUARE =
      """
        def square(self: __torch__.Network, x: Tensor) -> List[Tensor]:
          leaf = torch.requires_grad_(torch.detach(x), True)
          y = torch.mul(leaf, leaf)
          answer = annotate(List[Tensor], [])
          a = torch.append(answer, torch.detach(y))
          if ops.prim.requires_grad(y):
            ones = annotate(List[Optional[Tensor]], [])
            b = torch.append(ones, torch.ones_like(y))
            found = torch.autograd.grad([y], [leaf], ones, None, False, True)
            c = torch.append(answer, torch._unwrap_optional(found[0]))
          return answer
      """;

  private DjlFit() {}

  /// Looks at the parts without loading libtorch; takes a few milliseconds.
  ///
  /// @throws ModelException saying which parts do not fit, and what to do
  public static void requireParts() {
    unfit(versions(), LIBRARY).ifPresent(DjlFit::refuse);
  }

  /// Makes the private call, with gradients and without.
  static void requireCall(NDManager manager) {
    try (var owned = manager.newSubManager();
        var script = Script.load(SQUARE, owned);
        var arguments = new Arguments()) {
      arguments.add(owned.create(new float[] {3}));
      var plain = script.run("square", false, owned, arguments);
      var differentiated = script.run("square", true, owned, arguments);
      boolean right =
          plain.size() == 1
              && plain.get(0).toFloatArray()[0] == 9
              && differentiated.size() == 2
              && differentiated.get(0).toFloatArray()[0] == 9
              && differentiated.get(1).toFloatArray()[0] == 6;
      if (!right) {
        refuse("calling a script with gradients does not give them");
      }
    } catch (LinkageError e) {
      refuse("%s cannot be called (%s)".formatted(CALL, e));
    }
  }

  /// What does not fit; empty if all does.
  ///
  /// @param versions DJL's version by the part's name
  /// @param library the class with the call
  static Optional<String> unfit(Map<String, String> versions, String library) {
    if (versions.values().stream().distinct().count() > 1) {
      return Optional.of(
          versions.entrySet().stream()
              .map(part -> "%s is %s".formatted(part.getKey(), part.getValue()))
              .collect(Collectors.joining(", ")));
    }
    try {
      var call =
          Class.forName(library, false, DjlFit.class.getClassLoader())
              .getDeclaredMethod(CALL, TAKES);
      boolean callable =
          call.getReturnType() == long.class
              && !Modifier.isPrivate(call.getModifiers())
              && !Modifier.isStatic(call.getModifiers());
      return callable
          ? Optional.empty()
          : Optional.of("%s.%s is now \"%s\"".formatted(library, CALL, call));
    } catch (ClassNotFoundException | NoSuchMethodException | LinkageError e) {
      return Optional.of("%s has no %s as it was".formatted(library, CALL));
    }
  }

  /// DJL's version as each part tells it.
  static Map<String, String> versions() {
    var versions = new LinkedHashMap<String, String>();
    versions.put("api", version("ai/djl/engine/api.properties", "djl_version"));
    versions.put("pytorch-engine", version("pytorch-engine.properties", "djl_version"));
    // Both libtorch's version and DJL's: 2.7.1-0.36.0.
    var jni = version("jnilib/pytorch.properties", "jni_version");
    versions.put("pytorch-jni", jni.substring(jni.indexOf('-') + 1));
    return versions;
  }

  private static String version(String resource, String key) {
    var properties = new Properties();
    try (var in = DjlFit.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        return "missing";
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(resource), e);
    }
    return properties.getProperty(key, "unknown");
  }

  private static void refuse(String reason) {
    throw new ModelException(
        "The parts of DJL do not fit the lab: %s. Build with the versions that pom.xml names (djl.version is one for all parts), then run ./lab doctor"
            .formatted(reason));
  }
}
