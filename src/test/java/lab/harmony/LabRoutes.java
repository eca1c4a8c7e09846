package lab.harmony;

import com.vaadin.browserless.internal.Routes;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLayout;
import java.util.HashSet;
import java.util.Set;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.util.ClassUtils;

/// The screens of the lab, found as Spring finds its parts: the search that comes with the tests'
/// library opens every jar there is.
///
/// @param start the screen at no address
/// @param others all screens but that, with what is shown where there is none
record LabRoutes(Class<? extends Component> start, Routes others) {

  static LabRoutes find() {
    var screens = new HashSet<Class<? extends Component>>();
    for (var screen : classes(new AnnotationTypeFilter(Route.class))) {
      screens.add(screen.asSubclass(Component.class));
    }
    var start =
        screens.stream()
            .filter(screen -> screen.getAnnotation(Route.class).value().isEmpty())
            .findFirst()
            .orElseThrow();
    screens.remove(start);
    var errors = new HashSet<Class<? extends HasErrorParameter<?>>>();
    for (var error : classes(new AssignableTypeFilter(HasErrorParameter.class))) {
      errors.add(error(error));
    }
    var layouts = new HashSet<Class<? extends RouterLayout>>();
    for (var layout : classes(new AnnotationTypeFilter(Layout.class))) {
      layouts.add(layout.asSubclass(RouterLayout.class));
    }
    return new LabRoutes(start, new Routes(screens, errors, layouts, true));
  }

  @SuppressWarnings("unchecked") // of whatever problem it is shown for
  private static Class<? extends HasErrorParameter<?>> error(Class<?> found) {
    return (Class<? extends HasErrorParameter<?>>) found;
  }

  private static Set<Class<?>> classes(TypeFilter filter) {
    var provider = new ClassPathScanningCandidateComponentProvider(false);
    provider.addIncludeFilter(filter);
    var found = new HashSet<Class<?>>();
    for (var one : provider.findCandidateComponents("lab.harmony")) {
      found.add(
          ClassUtils.resolveClassName(one.getBeanClassName(), LabRoutes.class.getClassLoader()));
    }
    return found;
  }
}
