"""Words that carry no subject, in English, German, French and Spanish; folded, without accents."""

# Dropped even inside phrases: "mot de passe" and "mot passe" are the same.
GLUE = frozenset(
    "the a an of to for is are was were be been am it its his her their our my your"
    " der die das den dem des ein eine einen einem einer eines ist sind war waren"
    " le la les l un une du de des d au aux en est sont etait"
    " el los las lo unos unas del al es son era fue se su sus".split()
)

# Dropped after phrases were found: "hang up" needs its "up", "no idea" its "no".
STOP = frozenset(
    "i me we us you u he him she they them this that these those there here who what which"
    " when where why how and or but if then than so because as at by from in into on onto off"
    " out over under up down with without about after before again until till between through"
    " during since while not no nor none nobody nothing never ever only just still even also"
    " too very much many more most few less least some any all each every both other another"
    " one ones do does did done doing have has had having can cant could couldnt will would"
    " wont wouldnt shall should may might must dont doesnt didnt isnt arent wasnt werent hasnt"
    " havent im ive id ill hes shes theyre youre weve theres thats whats already yet now"
    " ago way lot lots really quite always often sometimes nowhere anywhere everywhere"
    " anybody anyone everybody everyone someone something anything everything else instead"
    " like well within although though however own same thing things back go goes going went"
    " make makes made keep keeps kept let lets put set see sees saw seen"
    " ich du er sie es wir ihr man mich dich sich uns euch ihm ihn ihnen mein dein sein unser"
    " meine deine seine ihre unsere keinen kein keine keiner nicht nichts nie niemals"
    " niemand und oder aber wenn dann als wie wo wer was warum weil da dort hier auf an aus bei"
    " mit nach seit von vor zu zum zur zwischen durch fur gegen ohne um uber unter bis im ins in"
    " am noch schon nur auch sehr viel viele mehr meist immer mal wieder hat haben hatte hatten"
    " bin bist wird werden wurde wurden kann konnen konnte muss mussen musste soll sollte darf"
    " will dass obwohl sobald ganz so zwar doch denn nun jetzt einfach etwas alle alles"
    " andere anderen jede jeder jedes jedem lauter total steht stand liegt lag gibt"
    " je tu il elle on nous vous ils elles me te se moi toi lui leur mon ton son ma ta sa mes"
    " tes ses notre votre nos vos ce cet cette ces ca cela qui que quoi dont ou quand comment"
    " pourquoi et mais donc car si ne pas plus moins jamais rien aucun aucune tout tous toute"
    " toutes tres trop peu beaucoup encore deja seul seule dans par pour sur sous avec"
    " sans avant apres chez entre vers depuis ai as a avons avez ont avait suis sommes etes"
    " ete fait faut peut peux doit alors aussi bien meme autre autres n y"
    " yo tu el ella usted nosotros ellos ellas mi mis tu tus nuestro nuestra ese esa esos esas"
    " este esta estos estas eso esto que quien cual cuando donde como porque por para con sin"
    " sobre entre hasta desde hacia y o u pero si no ni nunca nada nadie ningun ninguna todo"
    " toda todos todas muy mucho mucha muchos poco mas menos ya aun todavia tambien solo sola"
    " he ha han hay habia haber ser estar estan esta me te le les nos tengo tiene tienen"
    " puede pueden puedo hace hacer hizo dar asi cada otro otra otros otras mismo misma"
    " sigue siguen a e".split()
)
