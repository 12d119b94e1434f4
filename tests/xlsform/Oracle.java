import java.io.*;
import java.nio.file.*;
import java.util.*;
import org.javarosa.core.model.*;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.*;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.parse.XFormParser;
import org.javarosa.xform.util.XFormAnswerDataSerializer;

/**
 * What JavaRosa makes of forms and answers.
 *
 * Reads, for each folder given, form.xml and the instances case-0.xml, case-1.xml, ...; writes a line for each
 * question: folder, case, place, relevant, required, value, constraint, choices, parted by tabs.
 */
public final class Oracle {
    private static PrintStream out;

    public static void main(String[] folders) throws Exception {
        out = System.out;
        System.setOut(System.err); // JavaRosa talks
        new XFormsModule().registerModule();
        for (String folder : folders) {
            for (int n = 0; Files.exists(Path.of(folder, "case-" + n + ".xml")); n++) {
                try {
                    fill(folder, n);
                } catch (Exception e) {
                    out.println(folder + "\t" + n + "\t!\t" + String.valueOf(e).replaceAll("\\s+", " "));
                }
            }
        }
    }

    private static void fill(String folder, int n) throws Exception {
        Reader form = Files.newBufferedReader(Path.of(folder, "form.xml"));
        Reader instance = Files.newBufferedReader(Path.of(folder, "case-" + n + ".xml"));
        FormDef def = new XFormParser(form, instance).parse();
        def.initialize(false, new InstanceInitializationFactory());
        Map<TreeReference, QuestionDef> questions = new HashMap<>();
        collect(def, questions);
        List<TreeElement> found = new ArrayList<>();
        walk(def.getMainInstance().getRoot(), found);
        // Asking for choices may take answers away that are no longer offered: values and verdicts first.
        XFormAnswerDataSerializer serializer = new XFormAnswerDataSerializer();
        List<String> lines = new ArrayList<>();
        for (TreeElement element : found) {
            IAnswerData value = element.getValue();
            boolean constraint = value == null || def.evaluateConstraint(element.getRef(), value);
            String text = value == null ? "" : (String) serializer.serializeAnswerData(value);
            lines.add(String.join("\t", folder, String.valueOf(n), place(element),
                String.valueOf(element.isRelevant()), String.valueOf(element.isRequired()),
                text, String.valueOf(constraint)));
        }
        for (int i = 0; i < found.size(); i++) {
            TreeReference ref = found.get(i).getRef();
            QuestionDef question = questions.get(ref.genericize());
            StringJoiner names = new StringJoiner(" ");
            if (question != null && question.getDynamicChoices() != null) {
                for (SelectChoice choice : question.getDynamicChoices().getChoices(def, ref)) {
                    names.add(choice.getValue());
                }
            }
            out.println(lines.get(i) + "\t" + names);
        }
    }

    /** The questions of the form by the place of their answer. */
    private static void collect(IFormElement element, Map<TreeReference, QuestionDef> found) {
        if (element instanceof QuestionDef) {
            found.put(((TreeReference) element.getBind().getReference()).genericize(), (QuestionDef) element);
        }
        if (element.getChildren() != null) {
            for (IFormElement child : element.getChildren()) {
                collect(child, found);
            }
        }
    }

    private static void walk(TreeElement element, List<TreeElement> found) {
        for (int i = 0; i < element.getNumChildren(); i++) {
            TreeElement child = element.getChildAt(i);
            if (child.getMult() == TreeReference.INDEX_TEMPLATE || child.getName().equals("meta")) {
                continue;
            }
            found.add(child);
            walk(child, found);
        }
    }

    /** The name, and the number of the turn for what is inside a repeat. */
    private static String place(TreeElement element) {
        for (TreeElement up = (TreeElement) element.getParent(); up != null; up = (TreeElement) up.getParent()) {
            if (up.isRepeatable()) {
                return element.getName() + "/" + up.getMult();
            }
        }
        return element.getName();
    }
}
