package lab.harmony.notebooks.document;

import java.util.ArrayList;
import java.util.List;
import lab.harmony.notebooks.document.JsonPlace.Array;
import lab.harmony.notebooks.document.JsonPlace.Members;

/// A document cut where its cells and their large parts begin and end, so that what stays as it is
/// stays the same piece: a text that is written beside a picture does not touch the picture.
final class NotebookPieces {

  /// What is shorter stays with the text around it, in characters.
  private static final int LARGE = 1_000;

  private final String text;
  private final List<String> pieces = new ArrayList<>();
  private int cut;

  private NotebookPieces(String text) {
    this.text = text;
  }

  /// The pieces in their order; one after the other they are the text, letter by letter.
  static List<String> of(JsonText json) {
    var pieces = new NotebookPieces(json.text());
    for (var cell : json.root().array("cells").elements()) {
      if (cell instanceof Members members) {
        pieces.cell(members);
      }
      pieces.cutAt(cell.end());
    }
    pieces.cutAt(json.text().length());
    return List.copyOf(pieces.pieces);
  }

  private void cell(Members cell) {
    for (var member : cell.members()) {
      if (member.name().equals("outputs") && member.value() instanceof Array outputs) {
        outputs.elements().forEach(this::large);
      } else if (member.name().equals("attachments") && member.value() instanceof Members all) {
        all.members().forEach(attachment -> large(attachment.value()));
      }
    }
  }

  private void large(JsonPlace place) {
    if (place.end() - place.start() >= LARGE) {
      cutAt(place.start());
      cutAt(place.end());
    }
  }

  private void cutAt(int end) {
    if (end > cut) {
      pieces.add(text.substring(cut, end));
      cut = end;
    }
  }
}
