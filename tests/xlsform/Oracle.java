import java.io.*;
import java.nio.file.*;
import java.time.*;
import java.util.*;
import org.javarosa.core.model.*;
import org.javarosa.core.model.condition.*;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.*;
import org.javarosa.core.model.utils.DateUtils;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.parse.XFormParser;
import org.javarosa.xform.util.XFormAnswerDataSerializer;

/**
 * What JavaRosa makes of forms and answers.
 *
 * Arguments: the day that it is to be (2026-11-22), then folders. Reads form.xml and the instances case-0.xml,
 * case-1.xml, ... of each folder; writes a line for each question: folder, case, place, relevant, required, value,
 * constraint, choices, separated by tabs.
 *
 * JavaRosa's today() and now() read the system's clock, and no handler can replace them. The forms therefore call
 * handlers of other names here, which answer with noon of the given day: the result is the same on every day.
 */
public final class Oracle {
    private static PrintStream out;

    private static Date noon;

    public static void main(String[] arguments) throws Exception {
        out = System.out;
        System.setOut(System.err); // JavaRosa talks
        new XFormsModule().registerModule();
        noon = Date.from(LocalDate.parse(arguments[0]).atTime(12, 0).atZone(ZoneId.systemDefault()).toInstant());
        for (String folder : Arrays.asList(arguments).subList(1, arguments.length)) {
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
        String text = Files.readString(Path.of(folder, "form.xml"));
        Reader form = new StringReader(text.replaceAll("(?<![\\w.-])(today|now)\\(\\s*\\)", "given-$1()"));
        Reader instance = Files.newBufferedReader(Path.of(folder, "case-" + n + ".xml"));
        FormDef def = new XFormParser(form, instance).parse();
        def.getEvaluationContext().addFunctionHandler(given("given-today", DateUtils.roundDate(noon)));
        def.getEvaluationContext().addFunctionHandler(given("given-now", noon));
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
            String written = value == null ? "" : (String) serializer.serializeAnswerData(value);
            lines.add(String.join("\t", folder, String.valueOf(n), place(element, def.getMainInstance().getRoot()),
                String.valueOf(element.isRelevant()), String.valueOf(element.isRequired()),
                written, String.valueOf(constraint)));
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

    /** A function without arguments that always has this value. */
    private static IFunctionHandler given(String name, Date value) {
        return new IFunctionHandler() {
            @Override public String getName() { return name; }
            @Override public List<Class[]> getPrototypes() { return List.<Class[]>of(new Class[0]); }
            @Override public boolean rawArgs() { return false; }
            @Override public boolean realTime() { return false; }
            @Override public Object eval(Object[] args, EvaluationContext context) { return value; }
        };
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

    /** The names from below the root, then "#" and the numbers of the turns of the repeats around it. */
    private static String place(TreeElement element, TreeElement root) {
        String names = element.getName();
        Deque<String> turns = new ArrayDeque<>();
        for (TreeElement up = (TreeElement) element.getParent(); up != root; up = (TreeElement) up.getParent()) {
            names = up.getName() + "/" + names;
            if (up.isRepeatable()) {
                turns.addFirst(String.valueOf(up.getMult()));
            }
        }
        return names + "#" + String.join(".", turns);
    }
}
