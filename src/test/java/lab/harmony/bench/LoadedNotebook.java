package lab.harmony.bench;

/// When the baseline notebook has been loaded by a browser.
final class LoadedNotebook {

  static final String FIRST_CELL = "[data-cell=\"question\"] .prose";

  /// Everything that can be seen is drawn: cells, charts in view, pictures in view.
  static final String ALL_IN_VIEW =
      """
      () => {
        const clients = window.Vaadin?.Flow?.clients;
        const inView = (element) => {
          const box = element.getBoundingClientRect();
          return box.bottom > 0 && box.top < innerHeight && box.width > 0;
        };
        return document.querySelector('[data-cell="finding-rate"] .prose') !== null
            && clients !== undefined && Object.keys(clients).length > 0
            && Object.values(clients).every((client) => !client.isActive?.())
            && [...document.querySelectorAll('harmony-editor')].filter(inView).every((it) => it.textContent)
            && [...document.querySelectorAll('harmony-chart')].filter(inView).every((it) => it.querySelector('svg'))
            && [...document.images].filter(inView).every((it) => it.complete);
      }
      """;

  private LoadedNotebook() {}
}
