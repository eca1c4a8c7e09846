package lab.harmony.design.charts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import java.util.Base64;
import java.util.function.Supplier;
import lab.harmony.design.IconButton;
import lab.harmony.design.LineIcon;
import lab.harmony.design.live.LiveParts;

/// A small menu of the forms in which a figure or a grid can be saved; each file is made when it is
/// asked for.
public final class SaveMenu extends Composite<IconButton> {
  private static final String SAVE =
      """
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([$2 ? Uint8Array.from(atob($1), (one) => one.charCodeAt(0)) : $1], { type: $3 }));
      link.download = $0;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      """;

  private final String name;
  private final TakenFiles files;
  private final ContextMenu items;

  /// @param what is saved
  /// @param name that of the files, without what comes after the dot
  /// @param files told of each; the menu is not there for whoever may take none
  public SaveMenu(String what, String name, TakenFiles files) {
    this.name = name;
    this.files = files;
    setVisible(files.allowed());
    getContent().setName("Save " + what);
    getContent().addClassName("save-menu");
    items = new ContextMenu(getContent());
    items.setOpenOnClick(true);
  }

  @Override
  protected IconButton initContent() {
    return new IconButton(LineIcon.DOWNLOAD, "Save", _ -> {});
  }

  /// Adds a table.
  public SaveMenu withCsv(String label, Supplier<String> csv) {
    items.addItem(
        label,
        _ -> {
          var file = taken(".csv");
          hand(this, file, csv.get(), false, "text/csv");
        });
    return this;
  }

  /// Adds a picture, which is made beside the page.
  public SaveMenu withPng(String label, Supplier<byte[]> png) {
    items.addItem(
        label,
        _ -> {
          var file = taken(".png");
          LiveParts.answer(
              UI.getCurrent(),
              () -> Base64.getEncoder().encodeToString(png.get()),
              picture -> hand(this, file, picture, true, "image/png"));
        });
    return this;
  }

  /// Adds a file that takes longer: what is chosen then says how far it is, and tells of the file
  /// when it is taken.
  public SaveMenu withSlow(String label, Runnable chosen) {
    items.addItem(label, _ -> chosen.run());
    return this;
  }

  /// Adds what the browser makes itself.
  SaveMenu with(String label, String ending, java.util.function.Consumer<String> make) {
    items.addItem(label, _ -> make.accept(taken(ending)));
    return this;
  }

  private String taken(String ending) {
    var file = name + ending;
    files.taken(file);
    return file;
  }

  private static void hand(
      Component at, String name, String content, boolean base64, String mediaType) {
    at.getElement().executeJs(SAVE, name, content, base64, mediaType);
  }
}
