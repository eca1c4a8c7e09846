package lab.harmony;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.reports.Publishing;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationContext;

/// What services do in somebody's name: every public method of a bean that is told who acts.
record Actions(ApplicationContext lab) {

  /// One of them, as `RunQueue.submit`.
  record Action(String name, Object service, List<Method> methods) {

    /// What is refused to whoever asks for it, before anything else is looked at.
    Stream<Optional<Right>> refused(Actor by) {
      return methods.stream().map(method -> refused(method, by));
    }

    private Optional<Right> refused(Method method, Actor by) {
      try {
        method.invoke(
            service,
            Arrays.stream(method.getParameterTypes()).map(type -> argument(type, by)).toArray());
        return Optional.empty();
      } catch (InvocationTargetException e) {
        return e.getCause() instanceof NotAllowed refusal
            ? Optional.of(refusal.right())
            : Optional.empty();
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }

    /// Nothing that could be worked with: a service has to ask first.
    private static @Nullable Object argument(Class<?> type, Actor by) {
      if (type == Actor.class) {
        return by;
      }
      if (type == Publishing.class) {
        return Publishing.by(by);
      }
      return type == int.class
          ? (Object) 0
          : type == long.class ? 0L : type == boolean.class ? false : null;
    }
  }

  Map<String, Action> all() {
    var all = new TreeMap<String, Action>();
    for (var name : lab.getBeanDefinitionNames()) {
      var type = lab.getType(name);
      if (type != null && type.getName().startsWith("lab.harmony.") && lab.isSingleton(name)) {
        var bean = lab.getBean(name);
        var target = AopUtils.getTargetClass(bean);
        if (target != Rights.class && !isOfTests(target)) {
          collect(target, bean, all);
        }
      }
    }
    return all;
  }

  private static boolean isOfTests(Class<?> type) {
    return type.getProtectionDomain()
        .getCodeSource()
        .getLocation()
        .getPath()
        .contains("test-classes");
  }

  private static void collect(Class<?> type, Object bean, Map<String, Action> all) {
    Arrays.stream(type.getMethods())
        .filter(method -> method.getDeclaringClass().getName().startsWith("lab.harmony."))
        .filter(method -> !method.isBridge() && isTold(method))
        .forEach(method -> {
          method.setAccessible(true);
          all.merge(
              "%s.%s".formatted(type.getSimpleName(), method.getName()),
              new Action(method.getName(), bean, List.of(method)),
              (one, other) ->
                  new Action(
                      one.name(),
                      one.service(),
                      Stream.concat(one.methods().stream(), other.methods().stream()).toList()));
        });
  }

  private static boolean isTold(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .anyMatch(type -> type == Actor.class || type == Publishing.class);
  }
}
