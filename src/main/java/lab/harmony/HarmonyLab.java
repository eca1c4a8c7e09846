package lab.harmony;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.server.LoadDependenciesOnStartup;
import com.vaadin.flow.theme.aura.Aura;
import java.time.Clock;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/// The application: one Spring context with the screens, the services and the supervisor of the
/// engine processes.
@Push
@Viewport("width=device-width, initial-scale=1")
@ColorScheme(ColorScheme.Value.LIGHT_DARK)
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("styles/styles.css")
@LoadDependenciesOnStartup
@SpringBootApplication
public class HarmonyLab implements AppShellConfigurator {

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    SpringApplication.run(HarmonyLab.class, arguments);
  }

  @Override
  public void configurePage(AppShellSettings settings) {
    settings.addLink("icon", "styles/icon.svg");
  }

  /// The time, as an argument of everything that needs it.
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
