"""Common given names, to tell in which order a name without comma is written.

Left out are names that are family names as often (Thomas, Martin, Lewis, Paul), and names that
words of titles and organisations share (Rose, Grace, Victoria, Florence, August). A name that is
missing here costs no more than a missing hint.
"""

from __future__ import annotations

GIVEN_NAMES = frozenset(
    """
    aaron abdullah abigail adam adel adrian adriana agata agnes agnieszka ahmad ahmed aileen
    ainhoa aisha akira alain alan alba albert alberto alejandra alejandro aleksandar aleksandr
    aleksandra alessandra alessandro alessia alexander alexandra alexandre alexei alexey alfredo
    alice alicia alina alison amanda amelia amina amir ana anastasia anders andre andrea andreas
    andrei andrej andrew andrey andrzej andré andrés angela angelina angelo anita anja anke ann
    anna anne annette annika antje anton antonella antonia antonio antónio antônio anya ariel
    arjun arnaud artem arturo asha ashley astrid audrey ayse ayşe barbara bartosz beata beatrice
    beatriz benedikt benjamin bernadette bernd bernhard bettina beverly bianca bjorn björn boris
    brandon brenda brian brigitte bruno camila camilla candice carina carla carlos carmen carol
    carolin caroline carolyn carsten catarina catherine cecilia cecilie chantal charlotte chiara
    chloe christa christian christiane christina christine christoph christophe christopher
    cindy claire clara claudia claudio claus clemens colleen connor constantin corinna corinne
    cristian cristiana cristina cynthia dagmar daisuke damien daniel daniela daniele danielle
    dariusz darlene david deborah denis denise derek diana diane dieter dimitra dimitrios dirk
    dmitri dmitry dominik dominique donald donna dorota dorothea dorothy douglas eduardo edward
    edwin efrain efraín eileen elaine elena eleni eleonora elif elisa elisabeth elise elizabeth
    elke ellen
    eloise elsa emanuela emil emilia emilie emily emine emma emmanuel enrico enrique erik erika
    ernesto esra esther ethan eugene eva eve evelyn ewa fabian fabio fabrizio fatemeh fatima
    fatma federica federico felicia felipe felix fernanda fernando filip fiona francesca
    francesco francisca francois frank franz françois françoise frederic frederick fredrik
    frédéric gabriel gabriela gabriele gabriella gemma geoffrey georgios gerald gerard gerd
    gerhard giacomo giovanna giovanni gisela giulia giuseppe gloria goran graciela grzegorz
    guido guillaume gustavo hamid hamza hanna hannah hans hassan heather heidi heike heinrich
    heinz helen helena helene helga helmut hendrik henrik henrique herbert hideki hiroshi
    hiroyuki holger hossein hugo hüseyin ian ibrahim ignacio igor ilaria inge ingo ingrid irena
    irene irina iris isaac isabel isabella isabelle ivan ivana jaap jacek jacob jacqueline
    jacques jakob jakub jamie jan jana jane janet janina janine jasmin jasmine jason javier jean
    jeanette jeffrey jennifer jens jeremy jesper jessica jesús jill joachim joan joana joanna
    joanne joao joaquin jochen joel johan johann johanna johannes john jonas jonathan jorge jose
    josef josefina joseph josephine joshua josé joyce joão juan juana judith julia julian
    juliana julie julien juliette justin justine justyna jürgen kai karen karin karina karl
    karolina karsten katarina katarzyna katerina katharina katherine kathleen kathrin kathryn
    kathy katja katrin kay keith kelly kemal kenji kenneth kerstin kevin kirsten klaus
    konstantin konstantinos krishna kristen kristian kristin kristina kristine krzysztof lara
    larissa lars laura lauren laurence laurent lea leah leila lena lenka leonardo leonie leticia
    liam lidia liliana linda lindsay lisa lisbeth livia lorena lorenzo louise luca lucas lucia
    luciana luciano lucie lucy ludovic luigi luis luisa luise lukas lukasz luís lydia lynn
    maciej madeleine magdalena mahmoud maja malgorzata manfred manuel manuela marc marcela
    marcelo marcin marco marcos marcus margaret margarida margarita margot maria marian mariana
    marianne marie marija marina mario marion marisa mark markus marta marten martha martina
    mary maryam masahiro mateo mateusz mathias mathieu mats matteo matthew matthias matthieu
    maureen maurice mauro maximilian mehdi mehmet melanie melissa meredith micaela michael
    michaela michal michel michela michele michelle miguel mihai mikael mikhail milan milena
    miriam mirjam mohamed mohammad mohammed mohsen monica monika monique muhammad mustafa mónica
    nadia nadine nancy naoki natalia natalie natasha nathalie nathan nele nicholas nicola
    nicolas nicole niels niklas nikola nikolai nikolaos nikolas nils nina noah nora norbert nuno
    octavio olaf oleg olena olga olivia olivier oscar osman pablo pamela paola paolo pascal
    patricia patrik patrizia paula paulina pauline paulo pavel pawel pedro peggy penelope per
    petra philipp philippe pierre pietro pilar piotr priya rachel rafael rafal raffaele rahul
    rainer raj rajesh ralf ramona ramón raphael raquel rasmus raul raúl rebecca regina reinhard
    renata renate rené reza ricardo richard rita robert roberta roberto rodrigo roger roland
    rolf romain roman ronald rosa rosalie rosanna rosemary roxana rudolf rui sabina sabine
    sabrina salvatore samantha samir samuel sandra sandro sara sarah satoshi sebastian sergei
    sergey sergio seyed shannon sharon sheila shirley silke silvia simona sofia sonia sonja
    sophia sophie stacy stanislav stefan stefania stefanie stefano steffen stella stephan
    stephane stephanie stephen steven stéphane sunita susan susana susanna susanne suzanne sven
    svetlana sylvia sylvie sébastien takashi tamara tania tanja tara tatiana tatyana teresa
    teresita theresa thiago thierry thorsten tiago tiffany tim timothy tobias tomas tomasz tomás
    tomáš torben toshio tracy udo ulrich ulrike ursula uwe valentina valeria valerie vanessa
    vasileios vera veronica veronika veronique vicente vicki viktor viktoria vincent vincenzo
    virginie viviana vivien vladimir walter wendy werner wiebke wilfried wilhelm wojciech
    wolfgang xavier yasmin yasmine yolanda yousef yuki yusuf yvette yvonne zeynep zuzana álvaro
    ángel ángela élise élodie émilie éric étienne óscar özlem
    """.split()  # noqa: SIM905 - a list of words reads better so
)
"""Without capitals."""


def is_given_name(word: str) -> bool:
    """Tell whether a word is a common given name; of ``Anna-Lena`` the first part counts."""
    return word.casefold().partition("-")[0] in GIVEN_NAMES
