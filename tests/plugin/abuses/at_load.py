"""What plugins do while they are loaded."""

from __future__ import annotations

from tests.plugin.abuses.writing import Abuse, extend, format, hook, register

AT_LOAD: dict[str, Abuse] = {
    "une faute de syntaxe": ("def (", "F010", "SyntaxError"),
    "une bibliothèque absente": ("import une_bibliotheque", "F010", "une_bibliotheque"),
    "sort": ("raise SystemExit(0)", "F010", "SystemExit"),
    "un ancien contrat": ("PPGP_CONTRACT = 1\n" + format(), "F011", "version 1"),
    "un contrat en toutes lettres": ("PPGP_CONTRACT = 'deux'\n" + format(), "F011", "deux"),
    "un hook sans décorateur": ("def ppgp_check(dossier): pass", "F012", "`ppgp_check`"),
    "un hook mal écrit": (hook("ppgp_chekc(dossier)", "pass"), "F012", "`ppgp_check`"),
    "un argument inconnu": (hook("ppgp_check(dosier)", "pass"), "F012", "`dosier`"),
    "un hook async": (
        hook("ppgp_check(dossier)", "pass", "@hookimpl\nasync").replace("async\ndef", "async def"),
        "F012",
        "`async`",
    ),
    "un hook qui enveloppe": (
        hook("ppgp_check(dossier)", "yield", "@hookimpl(wrapper=True)"),
        "F012",
        "envelopper",
    ),
    "le hook d’avant": (hook("ppgp_register_formats(registry)", "pass"), "F012", "n’existe plus"),
    "un enregistrement qui échoue": (register("raise RuntimeError('hélas')"), "F010", "hélas"),
    "un format sans id": (format("    id = None"), "F010", "`id`"),
    "un id numérique": (format("    id = 3"), "F010", "`id`"),
    "un id avec une espace": (format("    id = 'Mon Format'"), "F010", "Mon Format"),
    "un suffixe sans point": (format("    suffix = 'txt'"), "F010", "`suffix`"),
    "un suffixe qui s’évade": (format("    suffix = '/../x'"), "F010", "`suffix`"),
    "un type qui n’en est pas un": (format("    media_type = 'texte'"), "F010", "`media_type`"),
    "un libellé vide": (format("    label = ' '"), "F010", "`label`"),
    "un format sans render": (format("    render = None"), "F010", "`render`"),
    "un render sans argument": (format("    def render(self): pass"), "F010", "2 argument"),
    "un render async": (format("    async def render(self, d, c): pass"), "F010", "`async`"),
    "des modèles d’un mot": (format("    templates = 'texte'"), "F010", "`templates`"),
    "des modèles d’ailleurs": (format("    templates = ('../secret',)"), "F010", "`templates`"),
    "des champs d’un nombre": (format("    ignores = 3"), "F010", "`ignores`"),
    "des champs sans document": (format("    def ignores(self): pass"), "F010", "`ignores`"),
    "une classe": (format(made="Autre"), "F010", "est une classe"),
    "rien": (format(made="None"), "F010", "`id`"),
    "deux fois le même": (
        format() + "    registry.add_format(Texte())\n",
        "F010",
        "existe déjà",
    ),
    "un format de l’outil": (format("    id = 'etude-de-cas'"), "F010", "vient déjà"),
    "un bloc de l’outil": (extend("schemas.add_block('encart', {})"), "F010", "`encart`"),
    "un champ changé": (
        extend("schemas.named['dossier']['departement']['required'] = False"),
        "F010",
        "`dossier.departement`",
    ),
    "un champ effacé": (extend("del schemas.blocks['encart']['texte']"), "F010", "`encart.texte`"),
    "un champ obligatoire à tous": (
        extend("schemas.add_field('dossier', 'visa', {'genre': 'mot', 'required': True})"),
        "F025",
        "`dossier.visa` : un champ ajouté à ce qui existe est facultatif",
    ),
    "un champ obligatoire à un bloc": (
        extend("schemas.add_field_of_block('encart', 'visa', {'genre': 'mot', 'required': True})"),
        "F025",
        "`encart.visa` : un champ ajouté à ce qui existe est facultatif",
    ),
    "un genre inconnu": (
        extend("schemas.add_block('note', {'texte': {'genre': 'prosse'}})"),
        "F025",
        "`prosse`",
    ),
    "un champ sans règles": (extend("schemas.add_block('note', {'texte': 3})"), "F025", "règles"),
    "un nom de champ impossible": (
        extend("schemas.add_block('note', {'Un Texte': {'genre': 'mot'}})"),
        "F025",
        "minuscules",
    ),
    "un schéma inconnu": (
        extend("schemas.add_block('note', {'vue': {'type': 'dict', 'schema': 'imagge'}})"),
        "F025",
        "`imagge`",
    ),
    "une personne décrite": (
        extend("schemas.add_block('note', {'qui': {'type': 'dict', 'schema': 'personne'}})"),
        "F025",
        "`personnes`",
    ),
    "un renvoi vers rien": (
        extend("schemas.add_block('note', {'qui': {'genre': 'cle', 'designe': 'gens'}})"),
        "F025",
        "`gens`",
    ),
    "un schéma à moitié": (
        extend("schemas.add_block('note', {'texte': {'genre': 'mot'}})", "1 / 0"),
        "F010",
        "ZeroDivisionError",
    ),
    "une fonction dans une règle": (
        extend(
            "schemas.add_block('note', {'texte': {'genre': 'mot', 'check_with': lambda *_: 0}})"
        ),
        "F025",
        "`check_with` est la fonction `<lambda>`",
    ),
    "une classe dans une règle": (
        extend("schemas.add_block('note', {'texte': {'type': 'integer', 'coerce': int}})"),
        "F025",
        "`coerce` est la classe `int`",
    ),
    "des fonctions pour une règle": (
        extend("schemas.add_block('note', {'texte': {'genre': 'mot', 'allowed': ['a', print]}})"),
        "F025",
        "`allowed` est la fonction `print`",
    ),
    "un champ qui se contient": (
        extend(
            "r = {'type': 'dict'}", "r['schema'] = {'a': r}", "schemas.add_block('note', {'a': r})"
        ),
        "F010",
        "RecursionError",
    ),
    "un libellé d’un autre genre": (
        format("    label = type('Mot', (str,), {})('Mot')"),
        "F010",
        "`label`",
    ),
    "des pages absentes": (register("registry.add_codes('nulle-part')"), "F010", "nulle-part"),
    "des modèles absents": (register("registry.add_templates(3)"), "F010", "`3`"),
    "un lecteur de PDF": (
        register("registry.add_prover('application/pdf', print)"),
        "F010",
        "déjà relus",
    ),
    "un lecteur qui n’en est pas un": (
        register("registry.add_prover('application/zip', 3)"),
        "F010",
        "fonction",
    ),
}
