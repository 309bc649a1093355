"""The languages of ISO 639: codes and names, as a plain table.

Of ISO 639-1 every code, of the further languages of three letters those that the Unicode CLDR
names in English; with the names that ISO 639 and the CLDR give in English and in the language
itself, and, for the languages that most papers are written in, in other languages.
"""

from __future__ import annotations

LANGUAGES = """
aa|Afar|Qafar
ab|Abkhazian|Аԥсшәа
ae|Avestan
af|Afrikaans
ak|Akan
am|Amharic|አማርኛ
an|Aragonese|aragonés
ar|Arabic|العربية
as|Assamese|অসমীয়া
av|Avaric
ay|Aymara
az|Azerbaijani|azərbaycan
ba|Bashkir|башҡорт теле
be|Belarusian|беларуская
bg|Bulgarian|български
bi|Bislama
bm|Bambara|bamanakan
bn|Bengali|Bangla|বাংলা
bo|Tibetan|བོད་སྐད་
br|Breton|brezhoneg
bs|Bosnian|bosanski
ca|Catalan|català
ce|Chechen|нохчийн
ch|Chamorro
co|Corsican|corsu
cr|Cree
cs|Czech|čeština
cu|Church Slavic|церковнослове́нскїй
cv|Chuvash|чӑваш
cy|Welsh|Cymraeg
da|Danish|dansk
de|German|Deutsch
dv|Divehi|ދިވެހިބަސް
dz|Dzongkha|རྫོང་ཁ
ee|Ewe|eʋegbe
el|Modern Greek|Greek|Ελληνικά
en|English
eo|Esperanto
es|Spanish|español
et|Estonian|eesti
eu|Basque|euskara
fa|Persian|فارسی
ff|Fulah|Fula|Pulaar
fi|Finnish|suomi
fj|Fijian
fo|Faroese|føroyskt
fr|French|français
fy|Western Frisian|Frysk
ga|Irish|Gaeilge
gd|Scottish Gaelic|Gàidhlig
gl|Galician|galego
gn|Guarani|avañe’ẽ
gu|Gujarati|ગુજરાતી
gv|Manx|Gaelg
ha|Hausa
he|Hebrew|עברית
hi|Hindi|हिन्दी
ho|Hiri Motu
hr|Croatian|hrvatski
ht|Haitian|Haitian Creole|Kreyòl Ayisyen
hu|Hungarian|magyar
hy|Armenian|հայերեն
hz|Herero
ia|Interlingua
id|Indonesian|Indonesia
ie|Interlingue
ig|Igbo
ii|Sichuan Yi|ꆈꌠꉙ
ik|Inupiaq
io|Ido
is|Icelandic|íslenska
it|Italian|italiano
iu|Inuktitut|ᐃᓄᒃᑎᑐᑦ
ja|Japanese|日本語
jv|Javanese|Jawa
ka|Georgian|ქართული
kg|Kongo
ki|Kikuyu|Gikuyu
kj|Kuanyama
kk|Kazakh|қазақ тілі
kl|Kalaallisut
km|Khmer|ខ្មែរ
kn|Kannada|ಕನ್ನಡ
ko|Korean|한국어
kr|Kanuri
ks|Kashmiri|کٲشُر
ku|Kurdish|kurdî
kv|Komi
kw|Cornish|kernewek
ky|Kirghiz|Kyrgyz|кыргызча
la|Latin|Latina
lb|Luxembourgish|Lëtzebuergesch
lg|Ganda|Luganda
li|Limburgan|Limburgish
ln|Lingala|lingála
lo|Lao|ລາວ
lt|Lithuanian|lietuvių
lu|Luba-Katanga|Tshiluba
lv|Latvian|latviešu
mg|Malagasy
mh|Marshallese
mi|Maori|Māori
mk|Macedonian|македонски
ml|Malayalam|മലയാളം
mn|Mongolian|монгол
mr|Marathi|मराठी
ms|Malay|Melayu
mt|Maltese|Malti
my|Burmese|မြန်မာ
na|Nauru
nb|Norwegian Bokmål|norsk bokmål
nd|North Ndebele|isiNdebele
ne|Nepali|नेपाली
ng|Ndonga
nl|Dutch|Nederlands
nn|Norwegian Nynorsk|norsk nynorsk
no|Norwegian|norsk
nr|South Ndebele|isiNdebele
nv|Navajo|Diné Bizaad
ny|Chichewa|Nyanja
oc|Occitan
oj|Ojibwa
om|Oromo|Oromoo
or|Oriya|Odia|ଓଡ଼ିଆ
os|Ossetian|Ossetic|ирон
pa|Panjabi|Punjabi|ਪੰਜਾਬੀ
pi|Pali
pl|Polish|polski
ps|Pushto|Pashto|پښتو
pt|Portuguese|português
qu|Quechua|Runasimi
rm|Romansh|rumantsch
rn|Rundi|Ikirundi
ro|Romanian|română
ru|Russian|русский
rw|Kinyarwanda|Ikinyarwanda
sa|Sanskrit|संस्कृत भाषा
sc|Sardinian|sardu
sd|Sindhi|سنڌي
se|Northern Sami|davvisámegiella
sg|Sango|Sängö
sh|Serbo-Croatian
si|Sinhala|සිංහල
sk|Slovak|slovenčina
sl|Slovenian|slovenščina
sm|Samoan
sn|Shona|chiShona
so|Somali|Soomaali
sq|Albanian|shqip
sr|Serbian|српски
ss|Swati|siSwati
st|Southern Sotho|Sesotho
su|Sundanese|Basa Sunda
sv|Swedish|svenska
sw|Swahili|Kiswahili
ta|Tamil|தமிழ்
te|Telugu|తెలుగు
tg|Tajik|тоҷикӣ
th|Thai|ไทย
ti|Tigrinya|ትግርኛ
tk|Turkmen|türkmen dili
tl|Tagalog
tn|Tswana|Setswana
to|Tonga|Tongan|lea fakatonga
tr|Turkish|Türkçe
ts|Tsonga|Xitsonga
tt|Tatar|татар
tw|Twi
ty|Tahitian
ug|Uighur|Uyghur|ئۇيغۇرچە
uk|Ukrainian|українська
ur|Urdu|اردو
uz|Uzbek|o‘zbek
ve|Venda|Tshivenḓa
vi|Vietnamese|Tiếng Việt
vo|Volapük
wa|Walloon|walon
wo|Wolof
xh|Xhosa|IsiXhosa
yi|Yiddish|ייִדיש
yo|Yoruba|Èdè Yorùbá
za|Zhuang|Vahcuengh
zh|Chinese|中文
zu|Zulu|isiZulu
ace|Achinese|Acehnese
ach|Acoli
ada|Adangme
ady|Adyghe
aeb|Tunisian Arabic
afh|Afrihili
agq|Aghem
ain|Ainu
akk|Akkadian
akz|Alabama
ale|Aleut
aln|Gheg Albanian
alt|Southern Altai
ang|Old English
ann|Obolo
anp|Angika
arc|Official Aramaic|Aramaic
arn|Mapudungun|Mapuche
aro|Araona
arp|Arapaho
arq|Algerian Arabic
ars|Najdi Arabic
arw|Arawak
ary|Moroccan Arabic
arz|Egyptian Arabic
asa|Asu
ase|American Sign Language
ast|Asturian
atj|Atikamekw
avk|Kotava
awa|Awadhi
bal|Baluchi
ban|Balinese
bar|Bavarian
bas|Basa|Basaa
bax|Bamun
bbc|Batak Toba
bbj|Ghomálá'|Ghomala
bej|Beja
bem|Bemba
bew|Betawi
bez|Bena
bfd|Bafut
bfq|Badaga
bgc|Haryanvi
bgn|Western Balochi
bho|Bhojpuri
bik|Bikol
bin|Bini
bjn|Banjar
bkm|Kom
bla|Siksika|Siksiká
blo|Anii
blt|Tai Dam
bpy|Bishnupriya
bqi|Bakhtiari
bra|Braj
brh|Brahui
brx|Bodo
bss|Akoose
bua|Buriat
bug|Buginese
bum|Bulu
byn|Bilin|Blin
byv|Medumba
cad|Caddo
car|Galibi Carib|Carib
cay|Cayuga
cch|Atsam
ccp|Chakma
ceb|Cebuano
cgg|Chiga
chb|Chibcha
chg|Chagatai
chk|Chuukese
chm|Mari
chn|Chinook jargon
cho|Choctaw
chp|Chipewyan
chr|Cherokee
chy|Cheyenne
cic|Chickasaw
ckb|Central Kurdish
clc|Chilcotin
cop|Coptic
cps|Capiznon
crg|Michif
crh|Crimean Tatar
crj|Southern East Cree
crk|Plains Cree
crl|Northern East Cree
crm|Moose Cree
crr|Carolina Algonquian
crs|Seselwa Creole French
csb|Kashubian
csw|Swampy Cree
dak|Dakota
dar|Dargwa
dav|Taita
del|Delaware
den|Slave
dgr|Tlicho|Dogrib
din|Dinka
dje|Zarma
doi|Dogri
dsb|Lower Sorbian
dtp|Kadazan Dusun|Central Dusun
dua|Duala
dum|Middle Dutch
dyo|Jola-Fonyi
dyu|Dyula
dzg|Dazaga
ebu|Embu
efi|Efik
egl|Emilian
egy|Egyptian|Ancient Egyptian
eka|Ekajuk
elx|Elamite
enm|Middle English
esu|Central Yupik
ewo|Ewondo
ext|Extremaduran
fan|Fang
fat|Fanti
fil|Filipino
fit|Tornedalen Finnish
fon|Fon
frc|Cajun French
frm|Middle French
fro|Old French
frp|Arpitan
frr|Northern Frisian
frs|Eastern Frisian
fur|Friulian
gaa|Ga
gag|Gagauz
gan|Gan Chinese
gay|Gayo
gba|Gbaya
gbz|Zoroastrian Dari
gez|Geez
gil|Gilbertese
glk|Gilaki
gmh|Middle High German
goh|Old High German
gon|Gondi
gor|Gorontalo
got|Gothic
grb|Grebo
grc|Ancient Greek
gsw|Swiss German
guc|Wayuu
gur|Farefare|Frafra
guz|Gusii
gwi|Gwichʼin
hai|Haida
hak|Hakka Chinese
haw|Hawaiian
hax|Southern Haida
hif|Fiji Hindi
hil|Hiligaynon
hit|Hittite
hmn|Hmong
hnj|Hmong Njua
hsb|Upper Sorbian
hsn|Xiang Chinese
hup|Hupa
hur|Halkomelem
iba|Iban
ibb|Ibibio
ikt|Inuinnaqtun|Western Canadian Inuktitut
ilo|Iloko
inh|Ingush
izh|Ingrian
jam|Jamaican Creole English
jbo|Lojban
jgo|Ngomba
jmc|Machame
jpr|Judeo-Persian
jrb|Judeo-Arabic
jut|Jutish
kaa|Kara-Kalpak
kab|Kabyle
kac|Kachin
kaj|Jju
kam|Kamba
kaw|Kawi
kbd|Kabardian
kbl|Kanembu
kcg|Tyap
kde|Makonde
kea|Kabuverdianu
ken|Kenyang
kfo|Koro
kgp|Kaingang
kha|Khasi
kho|Khotanese
khq|Koyra Chiini Songhay|Koyra Chiini
khw|Khowar
kiu|Kirmanjki
kkj|Kako
kln|Kalenjin
kmb|Kimbundu
koi|Komi-Permyak
kok|Konkani
kos|Kosraean
kpe|Kpelle
krc|Karachay-Balkar
kri|Krio
krj|Kinaray-A
krl|Karelian
kru|Kurukh
ksb|Shambala
ksf|Bafia
ksh|Kölsch|Colognian
kum|Kumyk
kut|Kutenai
kwk|Kwak'wala|Kwakʼwala
kxv|Kuvi
lad|Ladino
lag|Rangi|Langi
lah|Lahnda|Western Panjabi
lam|Lamba
lez|Lezghian
lfn|Lingua Franca Nova
lij|Ligurian
lil|Lillooet
liv|Liv|Livonian
lkt|Lakota
lmo|Lombard
lol|Mongo
lou|Louisiana Creole
loz|Lozi
lrc|Northern Luri
lsm|Saamia
ltg|Latgalian
lua|Luba-Lulua
lui|Luiseno
lun|Lunda
luo|Luo
lus|Lushai|Mizo
luy|Luyia
lzh|Literary Chinese
lzz|Laz
mad|Madurese
maf|Mafa
mag|Magahi
mai|Maithili
mak|Makasar
man|Mandingo
mas|Masai
mde|Maba
mdf|Moksha
mdr|Mandar
men|Mende
mer|Meru
mfe|Morisyen
mga|Middle Irish
mgh|Makhuwa-Meetto
mgo|Meta'|Metaʼ
mic|Mi'kmaq|Mi'kmaw
min|Minangkabau
mnc|Manchu
mni|Manipuri
moe|Innu|Innu-aimun
moh|Mohawk
mos|Mossi
mrj|Western Mari
mua|Mundang
mul|Multiple languages
mus|Creek|Muscogee
mwl|Mirandese
mwr|Marwari
mwv|Mentawai
mye|Myene
myv|Erzya
mzn|Mazanderani
nan|Min Nan Chinese
nap|Neapolitan
naq|Khoekhoe|Nama
nds|Low German
new|Nepal Bhasa|Newari
nia|Nias
niu|Niuean
njo|Ao Naga
nmg|Kwasio
nnh|Ngiemboon
nog|Nogai
non|Old Norse
nov|Novial
nqo|N'Ko|N’Ko
nso|Pedi|Northern Sotho
nus|Nuer
nwc|Classical Newari
nym|Nyamwezi
nyn|Nyankole
nyo|Nyoro
nzi|Nzima
ojb|Northwestern Ojibwa
ojc|Central Ojibwa
ojs|Severn Ojibwa|Oji-Cree
ojw|Western Ojibwa
oka|Okanagan
osa|Osage
ota|Ottoman Turkish
pag|Pangasinan
pal|Pahlavi
pam|Pampanga
pap|Papiamento
pau|Palauan
pcd|Picard
pcm|Nigerian Pidgin
pdc|Pennsylvania German
pdt|Plautdietsch
peo|Old Persian
pfl|Pfaelzisch|Palatine German
phn|Phoenician
pis|Pijin
pms|Piemontese|Piedmontese
pnt|Pontic
pon|Pohnpeian
pqm|Malecite-Passamaquoddy|Maliseet-Passamaquoddy
prg|Prussian
pro|Old Provençal
quc|K'iche'|Kʼicheʼ
qug|Chimborazo Highland Quichua
raj|Rajasthani
rap|Rapanui
rar|Rarotongan
rgn|Romagnol
rhg|Rohingya
rif|Tarifit|Riffian
rof|Rombo
rom|Romany
rtm|Rotuman
rue|Rusyn
rug|Roviana
rup|Macedo-Romanian|Aromanian
rwk|Rwa
sad|Sandawe
sah|Yakut
sam|Samaritan Aramaic
saq|Samburu
sas|Sasak
sat|Santali
saz|Saurashtra
sba|Ngambay
sbp|Sangu
scn|Sicilian
sco|Scots
sdc|Sassarese Sardinian
sdh|Southern Kurdish
see|Seneca
seh|Sena
sei|Seri
sel|Selkup
ses|Koyraboro Senni Songhai|Koyraboro Senni
sga|Old Irish
sgs|Samogitian
shi|Tachelhit
shn|Shan
shu|Chadian Arabic
sid|Sidamo
slh|Southern Puget Sound Salish|Southern Lushootseed
sli|Lower Silesian
sly|Selayar
sma|Southern Sami
smj|Lule Sami
smn|Inari Sami
sms|Skolt Sami
snk|Soninke
sog|Sogdian|Sogdien
srn|Sranan Tongo
srr|Serer
ssy|Saho
stq|Saterfriesisch|Saterland Frisian
str|Straits Salish
suk|Sukuma
sus|Susu
sux|Sumerian
swb|Maore Comorian|Comorian
syc|Classical Syriac
syr|Syriac
szl|Silesian
tce|Southern Tutchone
tcy|Tulu
tem|Timne
teo|Teso
ter|Tereno
tet|Tetum
tgx|Tagish
tht|Tahltan
tig|Tigre
tiv|Tiv
tkl|Tokelau
tkr|Tsakhur
tlh|Klingon
tli|Tlingit
tly|Talysh
tmh|Tamashek
tog|Tonga|Nyasa Tonga
tok|Toki Pona
tpi|Tok Pisin
tru|Turoyo
trv|Sediq|Taroko
trw|Torwali
tsd|Tsakonian
tsi|Tsimshian
ttm|Northern Tutchone
ttt|Muslim Tat
tum|Tumbuka
tvl|Tuvalu
twq|Tasawaq
tyv|Tuvinian
tzm|Central Atlas Tamazight
udm|Udmurt
uga|Ugaritic
umb|Umbundu
und|Undetermined|Unknown language
vai|Vai
vec|Venetian
vep|Veps
vls|Vlaams|West Flemish
vmf|Mainfränkisch|Main-Franconian
vmw|Makhuwa
vot|Votic
vro|Võro
vun|Vunjo
wae|Walser
wal|Wolaytta
war|Waray
was|Washo
wbp|Warlpiri
wuu|Wu Chinese
xal|Kalmyk
xmf|Mingrelian
xnr|Kangri
xog|Soga
yao|Yao
yap|Yapese
yav|Yangben
ybb|Yemba
yrl|Nhengatu|Nheengatu
yue|Yue Chinese|Cantonese
zap|Zapotec
zbl|Blissymbols
zea|Zeeuws|Zeelandic
zen|Zenaga
zgh|Standard Moroccan Tamazight
zun|Zuni
zxx|No linguistic content
zza|Zaza
"""
"""A line for each language: the code, then its names, divided by `|`."""

NAMES_ELSEWHERE = """
ar|Arab|arab|arabe|arabia|Arabisch|arabisk|arabiska|arabo|arabski|arabština|Arapça|árabe
ar|арабский|арабська|アラビア語|阿拉伯语|아랍어
bg|bolgár|Bulgaars|Bulgarca|bulgare|Bulgaria|bulgaria|Bulgarisch|bulgariska|bulgaro|bulgarsk
bg|bulharština|bułgarski|búlgaro|болгарский|болгарська|ブルガリア語|保加利亚语|불가리아어
cs|ceco|Ceko|checo|cseh|czeski|tcheco|tchèque|tjeckiska|tjekkisk|Tschechisch|Tsjechisch
cs|tsjekkisk|tšekki|Çekçe|чеська|чешский|チェコ語|捷克语|체코어
da|Danca|danese|danois|danska|danés|Deens|dinamarquês|duński|dán|dánština|Dänisch|tanska|данська
da|датский|デンマーク語|丹麦语|덴마크어
de|alemán|alemão|allemand|Almanca|Duits|Jerman|niemiecki|német|němčina|saksa|tedesco|tysk|tyska
de|немецкий|німецька|ドイツ語|德文|德语|독일어
el|grec|grecki|greco|grego|grekiska|gresk|Griechisch|griego|Grieks|græsk|görög|kreikka|Yunanca
el|Yunani|řečtina|грецька|греческий|ギリシャ語|希腊语|그리스어
en|angielski|anglais|angličtina|angol|Engels|engelsk|engelska|englanti|Englisch|Inggris|inglese
en|inglés|inglês|İngilizce|английский|англійська|英文|英語|英语|영어
es|Castellano|espagnol|espanhol|espanja|hiszpański|İspanyolca|Spaans|spagnolo|Spanisch|spansk
es|spanska|Spanyol|spanyol|španělština|испанский|іспанська|スペイン語|西班牙文|西班牙语|스페인어
fa|Farsça|persa|persan|persia|Persia|persiano|Persisch|persisk|persiska|perski|Perzisch|perzsa
fa|perština|персидский|перська|ペルシア語|波斯语|페르시아어
fi|Fince|finlandese|finlandês|finn|Finnisch|finnois|Fins|finsk|finska|finés|finština|fiński
fi|финский|фінська|フィンランド語|芬兰语|핀란드어
fr|francese|francia|francouzština|francuski|francés|francês|Frans|fransk|franska|Fransızca
fr|Französisch|Prancis|ranska|французский|французька|フランス語|法文|法语|프랑스어
he|ebraico|hebraico|hebraisk|hebrajski|Hebreeuws|hebreiska|hebrejština|hebreo|Hebräisch|heprea
he|héber|hébreu|Ibrani|İbranice|иврит|іврит|ヘブライ語|希伯来语|히브리어
hi|hindština|Hintçe|híndi|гінді|хинди|ヒンディー語|印地语|힌디어
hr|chorvatština|chorwacki|croata|croate|croato|horvát|Hırvatça|Kroasia|kroatia|Kroatisch
hr|kroatisk|kroatiska|хорватский|хорватська|クロアチア語|克罗地亚语|크로아티아어
hu|Hongaars|hongrois|Hungaria|húngaro|Macarca|maďarština|Ungarisch|ungarsk|ungerska|ungherese
hu|unkari|węgierski|венгерский|угорська|ハンガリー語|匈牙利语|헝가리어
id|Endonezce|indonesiano|indonesio|Indonesisch|indonesisk|indonesiska|indonezyjski|indonésien
id|indonésio|indonéz|indonéština|индонезийский|індонезійська|インドネシア語|印度尼西亚语|인도네시아어
it|italia|Italia|Italiaans|italien|Italienisch|italiensk|italienska|italština|İtalyanca|olasz
it|włoski|итальянский|італійська|イタリア語|意大利语|이탈리아어
ja|giapponese|japani|Japanisch|Japans|japansk|japanska|japonais|Japonca|japonés|japonês
ja|japonština|japoński|japán|Jepang|японский|японська|日文|日语|일본어
ko|coreano|coréen|korea|Korea|Koreaans|koreai|Koreanisch|koreansk|koreanska|koreański|Korece
ko|korejština|корейский|корейська|韓国語|韩文|韩语
nl|Belanda|Felemenkçe|holandês|holland|hollanti|nederlandsk|nederländska|neerlandés|niderlandzki
nl|Niederländisch|nizozemština|néerlandais|olandese|нидерландский|нідерландська|オランダ語|荷兰语|네덜란드어
no|Noors|norja|norska|noruego|norueguês|norvegese|Norveççe|norvég|norvégien|Norwegia|Norwegisch
no|norweski|norština|норвежский|норвезька|ノルウェー語|挪威语|노르웨이어
pl|Lehçe|lengyel|polacco|polaco|Polnisch|polonais|polonês|polsk|polska|polština|Pools|puola
pl|польский|польська|ポーランド語|波兰语|폴란드어
pt|Portekizce|portoghese|portugais|portugali|portugalski|portugalština|Portugees|Portugiesisch
pt|Portugis|portugisisk|portugisiska|portugués|portugál|португальский|португальська|ポルトガル語|葡萄牙语
pt|포르투갈어
ro|Roemeens|romania|romeno|román|roumain|Rumania|rumano|Rumence|rumeno|rumensk|rumunština
ro|rumuński|Rumänisch|rumänska|rumænsk|румунська|румынский|ルーマニア語|罗马尼亚语|루마니아어
ru|orosz|rosyjski|Rusia|ruso|russe|Russisch|russisk|russo|Rusça|ruština|ryska|venäjä|російська
ru|ロシア語|俄文|俄语|러시아어
sk|eslovaco|slovacco|slovakisk|slovakiska|slovakki|Slovakça|slovaque|slovenština|Slowaaks
sk|Slowakisch|szlovák|słowacki|словацкий|словацька|スロバキア語|斯洛伐克语|슬로바키아어
sv|İsveççe|ruotsi|Schwedisch|sueco|suédois|svedese|svensk|svéd|Swedia|szwedzki|Zweeds|švédština
sv|шведский|шведська|スウェーデン語|瑞典语|스웨덴어
th|tailandés|tailandês|tajski|Tayca|thailandese|Thailändisch|thailändska|thajština|thaï|тайский
th|тайська|タイ語|泰语|태국어
tr|turc|turco|turecki|turečtina|Turki|turkiska|turkki|Turks|tyrkisk|török|Türkisch|турецкий
tr|турецька|トルコ語|土耳其语|튀르키예어
uk|Oekraïens|ucraino|ucraniano|ukraina|Ukraina|ukrainien|Ukrainisch|ukrainsk|ukrainska|ukraiński
uk|ukrajinština|Ukraynaca|ukrán|украинский|ウクライナ語|乌克兰语|우크라이나어
vi|Vietnam|vietnam|Vietnamca|Vietnamees|Vietnamesisch|vietnamesisk|vietnamesiska|vietnamien
vi|vietnamita|vietnamština|vietnámi|wietnamski|вʼєтнамська|вьетнамский|ベトナム語|越南语|베트남어
zh|Chinees|Chinesisch|chino|chinois|chinês|chiński|cinese|kiina|kinesisk|kinesiska|kínai
zh|Tionghoa|Çince|čínština|китайский|китайська|中国語|汉语|漢語|简体中文|繁體中文|중국어
"""
"""As `LANGUAGES`, with the names that languages have in other languages."""
