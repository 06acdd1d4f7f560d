// EPUBCheck over many files in one process: loading its schemas takes longer than checking a book.
//   java -cp epubcheck.jar EpubCheckAll.java FILE.epub...
// One line a finding (fatal, error, warning); ends with 1 when there is any.
import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.api.MasterReport;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.messages.Severity;
import com.adobe.epubcheck.util.FeatureEnum;
import java.io.File;

public class EpubCheckAll {
  static final class Findings extends MasterReport {
    private static final int MOST_SHOWN = 6;
    private final String file;
    int found = 0;

    Findings(String file) {
      this.file = file;
      setEpubFileName(file);
    }

    @Override
    public void message(Message message, EPUBLocation location, Object... arguments) {
      Severity severity = message.getSeverity();
      if (severity != Severity.FATAL && severity != Severity.ERROR && severity != Severity.WARNING) return;
      found++;
      if (found > MOST_SHOWN) return;
      System.out.println(file + ": " + severity + " " + message.getID() + " " + location.getPath() + ":"
          + location.getLine() + ":" + location.getColumn() + ": " + message.getMessage(arguments));
    }

    @Override
    public void info(String resource, FeatureEnum feature, String value) {}

    @Override
    public int generate() {
      return 0;
    }

    @Override
    public void initialize() {}
  }

  public static void main(String[] files) {
    int failed = 0;
    for (String file : files) {
      Findings findings = new Findings(file);
      new EpubCheck(new File(file), findings).check();
      if (findings.found > 0) failed++;
    }
    System.out.println("EPUBCheck: " + files.length + " checked, " + failed + " failed");
    System.exit(failed > 0 ? 1 : 0);
  }
}
