package lab.harmony;

import com.vaadin.flow.router.Route;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/// The addresses of the screens, as `runs/:run`.
final class Routes {

  private Routes() {}

  static List<String> all() {
    var classes = new ClassPathScanningCandidateComponentProvider(false);
    classes.addIncludeFilter(new AnnotationTypeFilter(Route.class));
    return classes.findCandidateComponents("lab.harmony").stream()
        .map(AnnotatedBeanDefinition.class::cast)
        .map(view -> view.getMetadata().getAnnotationAttributes(Route.class.getName()))
        .map(route -> String.valueOf(Objects.requireNonNull(route).get("value")))
        .sorted()
        .toList();
  }
}
